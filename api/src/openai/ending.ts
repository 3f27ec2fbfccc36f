import type { Ending } from '@frontdesk/modules/engine/index'
import { Unavailable } from '@frontdesk/modules/errors'
import { endingOf, unanswered } from '../turn-stream.ts'
import type { Begun } from './begin.ts'

/** Throws for an answer that broke off, also where some of it was said: whoever reads it whole cannot see that. */
export const wholeEnding = async ({ within, turnId }: Begun, signal: AbortSignal): Promise<Ending> => {
  const ending = await endingOf(within, turnId, signal)
  const failure = failureOf(ending)
  if (!ending || failure) throw failure
  return ending
}

/** Why an ending is none of an answer, as an error; undefined where it is, or where people have the conversation. */
export const failureOf = (ending: Ending | undefined) => {
  if (ending?.status === 'handed-over') return undefined
  return ending?.status === 'failed' || ending?.status === 'superseded' || !ending?.messageId
    ? unanswered(ending)
    : undefined
}

/** Words that were told cannot be taken back in these protocols. */
export const begunAnew = () =>
  new Unavailable('The answer broke off and was begun anew. Read it in its conversation, or ask again.')

export const finishReasonOf = ({ trace: { finishReason } }: Ending) => {
  if (finishReason === 'length') return 'length'
  return finishReason === 'content-filter' ? 'content_filter' : 'stop'
}

export const usageOf = ({ trace: { inputTokens = 0, outputTokens = 0 } }: Ending) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
})
