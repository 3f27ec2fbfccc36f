import type { TurnTrace } from '@frontdesk/contract/chat'
import type { Ctx } from '#context'
import { readPassages } from '#knowledge'
import { shownCall } from './decide-call.ts'
import { findTurn } from './read-store.ts'
import { selectSteps } from './step-store.ts'

/** Everything about how an answer came to be. Passages whose document is gone keep their title and score alone. */
export const readTurn = async (ctx: Ctx, turnId: string): Promise<TurnTrace> => {
  ctx.must('conversations.read')
  const { question, trace, startedAt, finishedAt, ...turn } = await findTurn(ctx, turnId)
  const used = trace.passages ?? []
  const [texts, steps] = await Promise.all([
    readPassages(
      ctx,
      used.map(passage => passage.chunkId),
    ),
    selectSteps(ctx, turnId),
  ])
  return {
    ...turn,
    question,
    provider: trace.provider ?? null,
    model: trace.model ?? null,
    searchedFor: trace.searchedFor ?? null,
    summary: trace.summary ?? null,
    summaryMade: trace.summaryMade ?? null,
    passages: used.map(passage => ({ ...gone, ...texts.get(passage.chunkId), ...passage })),
    answerable: trace.answerable ?? null,
    confidence: trace.confidence ?? null,
    inputTokens: trace.inputTokens ?? null,
    outputTokens: trace.outputTokens ?? null,
    reasoningTokens: trace.reasoningTokens ?? null,
    cost: trace.cost ?? null,
    retrievalMs: trace.retrievalMs ?? null,
    firstTokenMs: trace.firstTokenMs ?? null,
    durationMs: trace.durationMs ?? null,
    finishReason: trace.finishReason ?? null,
    error: trace.error ?? null,
    handOver: trace.handOver ?? null,
    guardrails: trace.guardrails ?? [],
    steps: steps.map(({ number, model, text, calls, inputTokens, outputTokens, durationMs, at }) => ({
      number,
      model,
      text,
      inputTokens,
      outputTokens,
      durationMs,
      at: at.toISOString(),
      calls: calls.map(shownCall),
    })),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}

const gone = { externalId: null, url: null, breadcrumb: '', text: '' }
