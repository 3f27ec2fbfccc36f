import type { LanguageModelV3, LanguageModelV3FinishReason, LanguageModelV3StreamPart } from '@ai-sdk/provider'
import type { FinishReason, LanguageModel, ModelFinish, ModelRequest, ModelToolCall } from './port.ts'
import { asModelFailure, failureOf, failureOfEvent } from './provider-failure.ts'
import { providerPrompt } from './provider-prompt.ts'

/** The models of any provider package, by their streams. Tries once. */
export const providedLanguageModel = (provider: string, named: (model: string) => LanguageModelV3): LanguageModel => ({
  provider,
  async stream(request, tell) {
    try {
      return await read(named(request.model), request, tell)
    } catch (error) {
      request.signal.throwIfAborted()
      throw asModelFailure(error)
    }
  },
})

const read = async (
  model: LanguageModelV3,
  request: ModelRequest,
  tell: (text: string) => void,
): Promise<ModelFinish> => {
  const { stream } = await model.doStream(providerPrompt(request))
  const toolCalls: ModelToolCall[] = []
  let said = false
  let finish: Finish | undefined
  for await (const part of stream) {
    request.signal.throwIfAborted()
    if (part.type === 'error') throw failureOfEvent(part.error)
    if (part.type === 'tool-call') toolCalls.push(callOf(part))
    if (part.type === 'finish') finish = part
    if (part.type === 'reasoning-delta' && !said) request.onThought?.()
    if (part.type !== 'text-delta' || part.delta === '') continue
    said = true
    tell(part.delta)
  }
  return outcomeOf(finish, toolCalls, said, request.model)
}

type Finish = Extract<LanguageModelV3StreamPart, { type: 'finish' }>
type Called = Extract<LanguageModelV3StreamPart, { type: 'tool-call' }>

const callOf = ({ toolCallId, toolName, input, providerMetadata }: Called): ModelToolCall => ({
  id: toolCallId,
  name: toolName,
  arguments: input,
  ...(providerMetadata ? { providerMetadata } : {}),
})

const reasons: Partial<Record<LanguageModelV3FinishReason['unified'], FinishReason>> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content-filter',
}

const outcomeOf = (
  finish: Finish | undefined,
  toolCalls: ModelToolCall[],
  said: boolean,
  model: string,
): ModelFinish => {
  if (!finish) throw failureOf('network', { cause: 'The stream ended before the answer did' })
  const { finishReason, usage } = finish
  if (finishReason.unified === 'error') throw failureOf('server')
  const { total: outputTokens = 0, reasoning } = usage.outputTokens
  const counted = {
    inputTokens: usage.inputTokens.total ?? 0,
    outputTokens,
    ...(reasoning ? { reasoningTokens: reasoning } : {}),
  }
  // What was cut off is not called.
  if (toolCalls.length > 0 && finishReason.unified !== 'length')
    return { reason: 'tool-calls', usage: counted, model, toolCalls }
  const reason = reasons[finishReason.unified] ?? 'other'
  if (!said) throw failureOf(reason === 'content-filter' ? 'content-filter' : 'empty')
  return { reason, usage: counted, model, toolCalls: [] }
}
