import type { Citation } from '@frontdesk/contract/conversations'
import type { Passage } from '@frontdesk/contract/knowledge'
import { newId } from '@frontdesk/platform/ids'
import { ModelFailure, type ModelRequest } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { wakeDispatcher } from '#conversations'
import { retrieve } from '#knowledge'
import { createCitationMarks } from './citation-marks.ts'
import { engineOf } from './engine.ts'
import type { LiveTurn } from './live-turns.ts'
import { promptFor } from './prompt.ts'
import { findStatus } from './read-store.ts'
import type { Brief, Ending, Trace } from './turn.ts'
import { mostAttempts } from './turn.ts'
import { beginAttempt, finishTurn } from './turn-store.ts'

const passageCount = 6

/** Writes the answer of a turn to its end. Never rejects: whatever happens becomes the turn's ending. */
export const answer = async (ctx: Ctx, turn: LiveTurn, brief: Brief): Promise<void> => {
  const startedAt = performance.now()
  const trace: Trace = {}
  let marks = createCitationMarks(new Set())
  let passages: Passage[] = []
  try {
    const request = await prepare(ctx, turn, brief, trace)
    passages = request.retrieved
    for (;;) {
      marks = createCitationMarks(new Set(passages.map((_, index) => index + 1)))
      const failure = await write(ctx, turn, request, marks, trace, startedAt)
      if (!failure) break
      if (!(await tryAgain(ctx, turn, failure))) throw failure
    }
    await end(ctx, turn, 'completed', citationsOf(marks.cited(), passages), trace, startedAt)
  } catch (error) {
    const status = turn.abort.signal.aborted ? 'cancelled' : 'failed'
    if (status === 'failed') trace.error = errorOf(ctx, turn, error)
    turn.append(marks.end())
    await end(ctx, turn, status, citationsOf(marks.cited(), passages), trace, startedAt)
  }
}

type Prepared = ModelRequest & { retrieved: Passage[] }

const prepare = async (ctx: Ctx, turn: LiveTurn, brief: Brief, trace: Trace): Promise<Prepared> => {
  const from = performance.now()
  const { models } = ctx.platform
  const earlier = brief.history.filter(said => said.sender === 'customer').map(said => said.text)
  const found = await retrieve(ctx, {
    query: brief.question,
    history: earlier,
    limit: passageCount,
    revision: brief.knowledgeRevision,
  })
  const passages = found.passages.map((passage, index) => ({
    number: index + 1,
    title: passage.title,
    text: passage.breadcrumb ? `${passage.breadcrumb}\n${passage.text}` : passage.text,
    score: passage.score,
  }))
  const model = brief.agent.model ?? models.defaultName
  Object.assign(trace, {
    provider: models.named(model).provider,
    model,
    searchedFor: found.searchedFor,
    passages: found.passages.map(({ chunkId, documentId, title, score }, index) => ({
      number: index + 1,
      chunkId,
      documentId,
      title,
      score,
    })),
    answerable: found.answerable,
    confidence: found.confidence,
    retrievalMs: since(from),
  })
  return {
    model,
    messages: promptFor(brief, passages),
    passages,
    question: found.searchedFor,
    answerable: found.answerable,
    signal: turn.abort.signal,
    retrieved: found.passages,
    ...(brief.agent.temperature === null ? {} : { temperature: brief.agent.temperature }),
  }
}

type Marks = ReturnType<typeof createCitationMarks>

/** One attempt. A failure that may pass comes back as a value; a stop and everything else is thrown. */
const write = async (
  ctx: Ctx,
  turn: LiveTurn,
  request: Prepared,
  marks: Marks,
  trace: Trace,
  startedAt: number,
): Promise<ModelFailure | undefined> => {
  try {
    const finish = await ctx.platform.models.named(request.model).stream(request, text => {
      trace.firstTokenMs ??= since(startedAt)
      turn.append(marks.push(text))
    })
    trace.model = finish.model
    trace.finishReason = finish.reason
    Object.assign(trace, finish.usage)
    turn.append(marks.end())
    return undefined
  } catch (error) {
    if (turn.abort.signal.aborted || !(error instanceof ModelFailure)) throw error
    return error
  }
}

/** The model port has already repeated what it may; what was shown can only be taken back by beginning anew. */
const tryAgain = async (ctx: Ctx, turn: LiveTurn, failure: ModelFailure) => {
  if (!failure.retryable || turn.text === '' || turn.lease.attempt >= mostAttempts) return false
  const lease = await beginAttempt(ctx, turn.lease)
  if (lease) turn.restart(lease)
  return lease !== undefined
}

const citationsOf = (cited: readonly number[], passages: Passage[]): Citation[] =>
  cited.flatMap((passageNumber, index) => {
    const passage = passages[passageNumber - 1]
    if (!passage) return []
    const { chunkId, documentId, externalId, title, url, text } = passage
    return [{ number: index + 1, chunkId, documentId, externalId, title, url, text }]
  })

const end = async (
  ctx: Ctx,
  turn: LiveTurn,
  status: 'completed' | 'cancelled' | 'failed',
  citations: Citation[],
  trace: Trace,
  startedAt: number,
) => {
  trace.durationMs = since(startedAt)
  const finish = status === 'completed' ? 'complete' : status
  const message = turn.text === '' ? undefined : ({ id: newId(), text: turn.text, citations, finish } as const)
  const ending = { text: turn.text, citations, trace }
  const kept = await keep(ctx, turn, status, message, trace)
  // Nothing of ours was kept: a newer turn answers for this one, or this one is answered under another lease.
  if (!kept && !(await isSuperseded(ctx, turn))) return engineOf(ctx.platform).handOver(turn)
  const final: Ending = kept
    ? { ...ending, status, messageId: message?.id ?? null, seq: kept.seq }
    : { ...ending, status: 'superseded', messageId: null, seq: null }
  turn.end(final)
  engineOf(ctx.platform).close(turn)
  void ctx.platform.pubsub.publish(`turn:${turn.lease.turnId}`, 'end')
  wakeDispatcher(ctx.platform)
}

const isSuperseded = (ctx: Ctx, { lease }: LiveTurn) =>
  findStatus(ctx, lease.turnId).then(
    status => status === 'superseded',
    () => false,
  )

type Message = Parameters<typeof finishTurn>[1]['message']

/** A database that is away for a moment must not cost the answer; after half a minute another process takes over. */
const keep = async (
  ctx: Ctx,
  turn: LiveTurn,
  status: 'completed' | 'cancelled' | 'failed',
  message: Message,
  trace: Trace,
) => {
  const engine = engineOf(ctx.platform)
  await engine.settle(turn)
  for (let pauseMs = 100; ; pauseMs *= 2) {
    try {
      const hasKeptChunks = turn.keptOffset > 0 || turn.lease.attempt > 1 || turn.lease.leaseToken > 1
      return await engine.endings(() => finishTurn(ctx, { lease: turn.lease, status, message, trace, hasKeptChunks }))
    } catch (error) {
      ctx.platform.log.error('An answer could not be kept', { error, turnId: turn.lease.turnId })
      if (pauseMs > 15_000) return undefined
      await new Promise(resolve => setTimeout(resolve, pauseMs))
    }
  }
}

const errorOf = (ctx: Ctx, turn: LiveTurn, error: unknown) => {
  ctx.platform.log.warn('A turn failed', { error, turnId: turn.lease.turnId, organizationId: ctx.organizationId })
  if (!(error instanceof ModelFailure)) return { code: 'internal', message: 'Something broke on our side. Try again.' }
  return { code: `model-${error.kind}`, message: error.message }
}

const since = (from: number) => Math.round((performance.now() - from) * 100) / 100
