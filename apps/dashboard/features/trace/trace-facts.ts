import type { TurnTrace } from '@frontdesk/contract/chat'
import { type Fact, optional } from '../../ui/facts.ts'
import { readableTime } from '../../ui/readable-time.ts'
import { causeWords } from '../inbox/cause-words.ts'

const time = (name: string, ms: number | null) => optional(name, ms === null ? null : readableTime(ms))
const count = (name: string, tokens: number | null) => optional(name, tokens?.toLocaleString('en') ?? null)

/** What was found, and whether it was enough to answer from. */
export const searchFacts = ({ question, searchedFor, retrievalMs, answerable, confidence }: TurnTrace): Fact[] => [
  ...optional('Searched for', searchedFor?.trim() === question.trim() ? 'The question as it stands' : searchedFor),
  ...time('Took', retrievalMs),
  ...optional('Enough to answer', answerable === null ? null : `${answerable ? 'Yes' : 'No'}${sure(confidence)}`),
]

const sure = (confidence: number | null) => (confidence === null ? '' : ` (${Math.round(confidence * 100)} % sure)`)

/** Why it went to people, if it did. */
export const handOverFacts = ({ handOver }: TurnTrace): Fact[] =>
  handOver === null
    ? []
    : [
        ['Handed over', causeWords[handOver.cause]],
        ['Reason', handOver.reason],
        ...optional('Summary', handOver.summary || null),
      ]

/** What the answer took, from the question to its end. */
export const answerFacts = (trace: TurnTrace): Fact[] => [
  ...optional('Model', trace.model),
  ...optional('Provider', trace.provider),
  ...time('First word after', trace.firstTokenMs),
  ...time('Whole answer', trace.durationMs),
  ...count('Tokens in', trace.inputTokens),
  ...count('Tokens out', trace.outputTokens),
  ...count('Of these for thinking', trace.reasoningTokens),
  ...optional('Ended because', trace.finishReason),
  ...optional('Summary made afterwards', summaryFact(trace)),
  [
    'Version',
    trace.publishedVersion
      ? `${trace.publishedVersion.number} (${trace.publishedVersion.hash.slice(0, 12)})`
      : `Draft, change ${trace.agentVersion}`,
  ],
  ...optional('Attempt', trace.attempt > 1 ? String(trace.attempt) : null),
  ['Started', new Date(trace.startedAt).toLocaleString()],
]

const summaryFact = ({ summaryMade }: TurnTrace) =>
  summaryMade && `${(summaryMade.inputTokens + summaryMade.outputTokens).toLocaleString('en')} of the tokens`
