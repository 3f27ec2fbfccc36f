import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FunctionTool,
  LanguageModelV3Prompt,
  SharedV3ProviderMetadata,
} from '@ai-sdk/provider'
import type { ModelMessage, ModelRequest, ModelToolCall } from './port.ts'
import { effortOptions, thinksUnseen } from './reasoning.ts'

type Prompt = Pick<
  LanguageModelV3CallOptions,
  'prompt' | 'tools' | 'abortSignal' | 'temperature' | 'maxOutputTokens' | 'providerOptions'
>

/** A request in the words of the provider packages. */
export const providerPrompt = (request: ModelRequest): Prompt => ({
  prompt: request.messages.map(messageOf),
  abortSignal: request.signal,
  ...(request.tools?.length ? { tools: request.tools.map(toolOf) } : {}),
  ...(request.temperature === undefined || thinksUnseen(request.model) ? {} : { temperature: request.temperature }),
  ...(request.reasoningEffort ? { providerOptions: effortOptions(request.model, request.reasoningEffort) } : {}),
  ...(request.maxOutputTokens === undefined ? {} : { maxOutputTokens: request.maxOutputTokens }),
})

const toolOf = ({ name, description, parameters }: NonNullable<ModelRequest['tools']>[number]) =>
  ({ type: 'function', name, description, inputSchema: parameters }) satisfies LanguageModelV3FunctionTool

const messageOf = (message: ModelMessage): LanguageModelV3Prompt[number] => {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content }
    case 'user':
      return {
        role: 'user',
        content: [
          { type: 'text', text: message.content },
          ...(message.images ?? []).map(({ mediaType, bytes }) => ({ type: 'file' as const, mediaType, data: bytes })),
        ],
      }
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...(message.content === '' ? [] : [{ type: 'text' as const, text: message.content }]),
          ...(message.toolCalls ?? []).map(callOf),
        ],
      }
    case 'tool':
      return {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: message.callId,
            toolName: message.name,
            output: { type: 'text', value: message.content },
          },
        ],
      }
  }
}

const callOf = ({ id, name, arguments: text, providerMetadata }: ModelToolCall) => ({
  type: 'tool-call' as const,
  toolCallId: id,
  toolName: name,
  input: parsed(text),
  ...(providerMetadata ? { providerOptions: providerMetadata as SharedV3ProviderMetadata } : {}),
})

/** A model that wrote no JSON is shown its own words again. */
const parsed = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return text
  }
}
