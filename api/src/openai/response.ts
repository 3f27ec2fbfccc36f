import type { Ending } from '@frontdesk/modules/engine/index'
import { outputAnnotationsOf } from './citations.ts'
import type { OpenAiError } from './errors.ts'

export type About = {
  turnId: string
  conversationId: string
  agentId: string
  createdAt: number
  metadata: Record<string, string>
  previousId: string | null
}

/** A turn in the shape of OpenAI's responses. */
export const responseOf = (about: About, { answered, ...state }: State) => ({
  id: responseIdOf(about.turnId),
  object: 'response',
  created_at: about.createdAt,
  model: about.agentId,
  conversation: { id: about.conversationId },
  previous_response_id: about.previousId,
  metadata: {
    ...about.metadata,
    conversation_id: about.conversationId,
    turn_id: about.turnId,
    ...(answered ? { status: answered } : {}),
  },
  background: false,
  store: true,
  instructions: null,
  temperature: null,
  top_p: null,
  max_output_tokens: null,
  parallel_tool_calls: true,
  tool_choice: 'auto',
  tools: [],
  text: { format: { type: 'text' } },
  truncation: 'auto',
  ...state,
})

type State = {
  status: 'in_progress' | 'completed' | 'incomplete' | 'failed'
  output: object[]
  error: { code: string; message: string } | null
  incomplete_details: { reason: string } | null
  usage: object | null
  /** How the turn ended: `handed-over` where people have the conversation from here on. */
  answered: Ending['status'] | null
}

export const begun: State = {
  status: 'in_progress',
  output: [],
  error: null,
  incomplete_details: null,
  usage: null,
  answered: null,
}

export const ended = (ending: Ending, turnId: string): State => {
  const reason = cutBy[ending.trace.finishReason ?? '']
  const { inputTokens = 0, outputTokens = 0, reasoningTokens = 0 } = ending.trace
  return {
    status: reason ? 'incomplete' : 'completed',
    output: [itemOf(turnId, 'completed', [partOf(ending.text, outputAnnotationsOf(ending.text, ending.citations))])],
    answered: ending.status,
    error: null,
    incomplete_details: reason ? { reason } : null,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: reasoningTokens },
      total_tokens: inputTokens + outputTokens,
    },
  }
}

const cutBy: Record<string, string> = { length: 'max_output_tokens', 'content-filter': 'content_filter' }

export const failed = ({ message }: OpenAiError): State => ({
  ...begun,
  status: 'failed',
  error: { code: 'server_error', message },
})

export const itemOf = (turnId: string, status: 'in_progress' | 'completed', content: object[]) => ({
  id: itemIdOf(turnId),
  type: 'message',
  role: 'assistant',
  status,
  content,
})

export const partOf = (text: string, annotations: object[] = []) => ({
  type: 'output_text',
  text,
  annotations,
  logprobs: [],
})

export const itemIdOf = (turnId: string) => `msg_${turnId}`

const before = 'resp_'
const responseIdOf = (turnId: string) => before + turnId
/** The turn that a response’s id names; as it came where it is none of ours, which then names nothing. */
export const turnIdOf = (responseId: string) => (responseId.startsWith(before) ? responseId.slice(before.length) : '')
