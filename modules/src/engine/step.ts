import type { ModelMessage, ModelToolCall } from '@frontdesk/platform/models/port'
import { type Call, resultForModel } from '#tools'

/** One message of the model that called something, with what came of it. */
export type Step = {
  number: number
  model: string
  text: string
  /** As the model wrote them. */
  written: ModelToolCall[]
  calls: Call[]
  inputTokens: number
  outputTokens: number
  reasoningTokens?: number
  durationMs: number
  at: Date
}

// What was looked up for an earlier question matters less to this one.
const mostCharacters = { now: 12_000, earlier: 2_000 }

/** How a model is reminded of what it did: every call has its result, or no provider takes the message. */
export const messagesOf = ({ text, written, calls }: Step, when: keyof typeof mostCharacters): ModelMessage[] => [
  { role: 'assistant', content: text, toolCalls: written },
  ...written.map(({ id, name }, index): ModelMessage => {
    const call = calls[index]
    const content = call ? resultForModel(call, mostCharacters[when]) : '{"error":"This was not done."}'
    return { role: 'tool', callId: id, name, content }
  }),
]

export const isTainted = (steps: readonly Step[]): boolean =>
  steps.some(step => step.calls.some(call => call.isTainted))
