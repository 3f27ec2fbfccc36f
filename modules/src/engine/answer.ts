import { setTimeout as pause } from 'node:timers/promises'
import type { Citation } from '@frontdesk/contract/conversations'
import type { Passage } from '@frontdesk/contract/knowledge'
import { newId } from '@frontdesk/platform/ids'
import { ModelFailure } from '@frontdesk/platform/models/port'
import { BudgetReached } from '#budgets'
import type { Ctx } from '#context'
import { wakeDispatcher } from '#conversations'
import { LostLease } from '#tools'
import { createCitationMarks, type Marks } from './citation-marks.ts'
import { engineOf } from './engine.ts'
import { createGuard, type Guard } from './guard.ts'
import { type HandOver, handOverBefore, handOverFor } from './hand-over.ts'
import { handOverLine, lineFor } from './lines.ts'
import type { LiveTurn } from './live-turns.ts'
import { type Prepared, prepare } from './prepare.ts'
import { promisesPerson } from './promises-person.ts'
import { findStatus } from './read-store.ts'
import { beginTurnSpan, endTurnSpan } from './spans.ts'
import { spend } from './spend.ts'
import { summarize } from './summarize.ts'
import type { Brief, Ending, Trace } from './turn.ts'
import { mostAttempts } from './turn.ts'
import { beginAttempt, finishTurn } from './turn-store.ts'
import { Silence, watchSilence } from './watch-silence.ts'
import { write } from './write.ts'

/**
 * Writes the answer of a turn to its end, after the customer had so long to add to the question. Never rejects: whatever
 * happens becomes the turn's ending.
 */
export const answer = async (ctx: Ctx, turn: LiveTurn, brief: Brief, waitMs = 0): Promise<void> => {
  const startedAt = performance.now()
  const trace: Trace = {}
  turn.span = beginTurnSpan(ctx, turn, brief)
  const guard = createGuard(brief, trace)
  let marks = marksOf(guard, 0)
  let passages: Passage[] = []
  const watchdog = watchSilence(turn)
  const finish = (status: Outcome, handOver?: HandOver) =>
    end(ctx, turn, { status, citations: citationsOf(marks.cited(), passages), trace, startedAt, handOver })
  const close = (line: string) => {
    turn.append(marks.end())
    turn.append(turn.text === '' ? begin(guard, line) : `\n\n${line}`)
  }
  const toPeople = (handOver: HandOver, line: 'handedOver' | 'failed' = 'handedOver') => {
    close(handOverLine(brief, line, ctx.now()))
    return finish('handed-over', handOver)
  }
  try {
    // The turn is kept and leased already: after a crash here another process answers it.
    if (waitMs > 0) await pause(waitMs, undefined, { signal: turn.abort.signal })
    const before = handOverBefore(brief)
    if (before) return await toPeople(before)
    const reply = guard?.replyBefore()
    if (reply !== undefined) {
      turn.append(begin(guard, reply))
      return await finish('completed')
    }
    const request = await prepare(ctx, { turn, brief, trace, guard })
    passages = request.retrieved
    // What was done before it was taken over was paid for, too.
    for (const step of request.done) spend(trace, brief.prices, step)
    guard?.compareWith(() => request)
    for (;;) {
      marks = marksOf(guard, passages.length)
      const written = await write(ctx, { turn, request, marks, trace, startedAt }).catch((error: unknown) => {
        if (turn.abort.signal.aborted || !(error instanceof ModelFailure)) throw error
        return error
      })
      if (written instanceof ModelFailure) {
        if (!(await tryAgain(ctx, turn, written))) throw written
        continue
      }
      if (written === 'waiting') {
        sayWaiting(turn, marks, trace, request)
        return await finish('waiting')
      }
      if (written !== 'finished') return await toPeople(written)
      if (brief.agent.handOver.isEnabled && promisesPerson(turn.text))
        return await toPeople(handOverFor(brief, 'promise', 'The agent promised a person.'))
      if (turn.text === '') turn.append(begin(guard, lineFor('notCovered', brief.question)))
      await finish('completed')
      if (turn.ending?.status === 'completed') void summarize(ctx, { turn, request, trace })
      return
    }
  } catch (error) {
    if (error instanceof LostLease) return engineOf(ctx.platform).handOver(turn)
    const { signal } = turn.abort
    const silent = signal.reason instanceof Silence
    if (signal.aborted && !silent) {
      turn.append(marks.end())
      return await finish('cancelled')
    }
    trace.error = errorOf(ctx, turn, silent ? signal.reason : error)
    const { isEnabled, onFailure } = brief.agent.handOver
    const isLimit = error instanceof BudgetReached
    if (isEnabled && (onFailure || isLimit)) {
      const cause = isLimit ? 'limit' : silent ? 'timeout' : 'failure'
      return await toPeople(handOverFor(brief, cause, trace.error.message), 'failed')
    }
    if (isLimit) close(lineFor('limit', brief.question))
    else turn.append(marks.end())
    await finish('failed')
  } finally {
    watchdog.stop()
    endTurnSpan(ctx, turn, trace, brief.question)
  }
}

const marksOf = (guard: Guard | undefined, passages: number): Marks =>
  guard ? guard.marks(createCitationMarks(passages)) : createCitationMarks(passages)

/** What the product itself says, as the beginning of an answer. */
const begin = (guard: Guard | undefined, line: string) => (guard ? guard.begin(line) : line)

/** Whoever waits is told so, and by the same message what the model has said already. */
const sayWaiting = (turn: LiveTurn, marks: Marks, trace: Trace, { done, question, guard }: Prepared) => {
  trace.toldSteps = done.length
  turn.append(marks.end())
  if (turn.text === '') turn.append(begin(guard, lineFor('waiting', question)))
}

/** The model port has already repeated what it may; what was shown can only be taken back by beginning anew. */
const tryAgain = async (ctx: Ctx, turn: LiveTurn, failure: ModelFailure) => {
  if (!failure.retryable || turn.text === '' || turn.lease.attempt >= mostAttempts) return false
  const lease = (await turn.isKept) ? await beginAttempt(ctx, turn.lease) : undefined
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

type End = {
  status: Outcome
  citations: Citation[]
  trace: Trace
  startedAt: number
  handOver: HandOver | undefined
}

const end = async (ctx: Ctx, turn: LiveTurn, { status, citations, trace, startedAt, handOver }: End) => {
  if (!(await turn.isKept)) return engineOf(ctx.platform).handOver(turn)
  trace.durationMs = since(startedAt)
  if (handOver) {
    const { teamId: _, ...why } = handOver
    trace.handOver = why
  }
  const finish = status === 'cancelled' || status === 'failed' ? status : 'complete'
  const message = turn.text === '' ? undefined : ({ id: newId(), text: turn.text, citations, finish } as const)
  const ending = { text: turn.text, citations, trace }
  const kept = await keep(ctx, turn, { status, message, trace, handOver })
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

type Outcome = 'completed' | 'waiting' | 'handed-over' | 'cancelled' | 'failed'
type Finish = Omit<Parameters<typeof finishTurn>[1], 'lease' | 'hasKeptChunks'>

/** A database that is away for a moment must not cost the answer; after half a minute another process takes over. */
const keep = async (ctx: Ctx, turn: LiveTurn, finish: Finish) => {
  const engine = engineOf(ctx.platform)
  await engine.settle(turn)
  for (let pauseMs = 100; ; pauseMs *= 2) {
    try {
      const hasKeptChunks = turn.keptOffset > 0 || turn.lease.attempt > 1 || turn.lease.leaseToken > 1
      return await engine.endings(() => finishTurn(ctx, { ...finish, lease: turn.lease, hasKeptChunks }))
    } catch (error) {
      ctx.platform.log.error('An answer could not be kept', { error, turnId: turn.lease.turnId })
      if (pauseMs > 15_000) return undefined
      await new Promise(resolve => setTimeout(resolve, pauseMs))
    }
  }
}

const errorOf = (ctx: Ctx, turn: LiveTurn, error: unknown) => {
  if (error instanceof Silence) return { code: 'timeout', message: error.message }
  if (error instanceof BudgetReached) return { code: 'budget', message: error.message }
  ctx.platform.log.warn('A turn failed', { error, turnId: turn.lease.turnId, organizationId: ctx.organizationId })
  if (!(error instanceof ModelFailure)) return { code: 'internal', message: 'Something broke on our side. Try again.' }
  return { code: `model-${error.kind}`, message: error.message }
}

const since = (from: number) => Math.round((performance.now() - from) * 100) / 100
