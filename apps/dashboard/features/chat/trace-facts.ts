import type { TurnTrace } from '@frontdesk/contract/chat'

const time = (ms: number | null) =>
  ms === null
    ? undefined
    : ms < 1_000
      ? `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
      : `${(ms / 1_000).toFixed(1)} s`

const count = (tokens: number | null) => tokens?.toLocaleString('en')

const answerable = ({ answerable, confidence }: TurnTrace) => {
  if (answerable === null) return undefined
  const sure = confidence === null ? '' : ` (${Math.round(confidence * 100)} %)`
  return `${answerable ? 'Yes' : 'No'}${sure}`
}

const versionOf = ({ publishedVersion, agentVersion }: TurnTrace) =>
  publishedVersion
    ? `${publishedVersion.number} (${publishedVersion.hash.slice(0, 12)})`
    : `Draft, change ${agentVersion}`

/** The facts of a trace that are known, in the order in which they come about. */
export const factsOf = (trace: TurnTrace): [name: string, fact: string][] =>
  (
    [
      ['Status', trace.status],
      ['Version', versionOf(trace)],
      ['Model', trace.model],
      ['Provider', trace.provider],
      ['Attempt', trace.attempt > 1 ? String(trace.attempt) : undefined],
      ['Searched for', trace.searchedFor],
      ['Answerable', answerable(trace)],
      ['Retrieval', time(trace.retrievalMs)],
      ['First token', time(trace.firstTokenMs)],
      ['Duration', time(trace.durationMs)],
      ['Tokens in', count(trace.inputTokens)],
      ['Tokens out', count(trace.outputTokens)],
      ['Finish', trace.finishReason],
      ['Started', new Date(trace.startedAt).toLocaleString()],
    ] as const
  ).flatMap(([name, fact]) => (fact == null ? [] : [[name, fact]]))
