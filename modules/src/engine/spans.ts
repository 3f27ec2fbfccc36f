import type { Passage } from '@frontdesk/contract/knowledge'
import { type LanguageModel, ModelFailure, type ModelMessage } from '@frontdesk/platform/models/port'
import type { Span, Telemetry } from '@frontdesk/platform/telemetry'
import type { Ctx } from '#context'
import type { LiveTurn } from './live-turns.ts'
import type { Brief, Trace } from './turn.ts'

// Names of the semantic conventions for generative AI; those without one keep the name that we have for them.
const providers: Record<string, string> = { google: 'gcp.gemini', 'openai-compatible': 'openai' }
const providerOf = (name = 'unknown') => providers[name] ?? name

/** Told of a turn from here to `endTurnSpan`; undefined where nobody listens. Its trace has the id of the turn. */
export const beginTurnSpan = ({ platform }: Ctx, { lease }: LiveTurn, { agent }: Brief): Span | undefined =>
  platform.telemetry?.begin({
    name: `invoke_agent ${agent.name}`,
    kind: 'internal',
    within: lease.turnId,
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.id': agent.id,
      'gen_ai.agent.name': agent.name,
      'gen_ai.agent.version': agent.versionNumber === null ? undefined : String(agent.versionNumber),
      'gen_ai.conversation.id': lease.conversationId,
      'frontdesk.organization.id': lease.organizationId,
      'frontdesk.turn.id': lease.turnId,
      'frontdesk.turn.attempt': lease.attempt,
    },
  })

export const endTurnSpan = ({ platform }: Ctx, { span, ending, text }: LiveTurn, trace: Trace, question: string) => {
  if (!span) return
  span.set({
    'gen_ai.provider.name': providerOf(trace.provider),
    'gen_ai.response.model': trace.model,
    'gen_ai.response.finish_reasons': trace.finishReason ? [trace.finishReason] : undefined,
    'gen_ai.usage.input_tokens': trace.inputTokens,
    'gen_ai.usage.output_tokens': trace.outputTokens,
    // Without an ending another process goes on with it.
    'frontdesk.turn.status': ending?.status ?? 'handed-on',
  })
  if (platform.telemetry?.withContent)
    span.set({
      'gen_ai.input.messages': partsOf([{ role: 'user', content: question }]),
      'gen_ai.output.messages': partsOf([{ role: 'assistant', content: text }]),
    })
  span.end(trace.error?.code)
}

/** The same model, and every message of it a span of the turn. */
export const spannedModel = (
  language: LanguageModel,
  telemetry: Telemetry,
  within: Span,
  conversationId: string,
): LanguageModel => ({
  get provider() {
    return language.provider
  },
  stream: async (request, tell) => {
    const from = performance.now()
    const span = telemetry.begin({
      name: `chat ${request.model}`,
      kind: 'client',
      within,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': providerOf(language.provider),
        'gen_ai.request.model': request.model,
        'gen_ai.request.stream': true,
        'gen_ai.request.temperature': request.temperature,
        'gen_ai.conversation.id': conversationId,
        ...(telemetry.withContent ? { 'gen_ai.input.messages': partsOf(request.messages) } : {}),
      },
    })
    let text = ''
    try {
      const finish = await language.stream(request, piece => {
        if (text === '') span.set({ 'gen_ai.response.time_to_first_chunk': (performance.now() - from) / 1_000 })
        text += piece
        tell(piece)
      })
      const { model, reason, usage, toolCalls } = finish
      span.set({
        'gen_ai.response.model': model,
        'gen_ai.response.finish_reasons': [reason],
        'gen_ai.usage.input_tokens': usage.inputTokens,
        'gen_ai.usage.output_tokens': usage.outputTokens,
      })
      if (telemetry.withContent)
        span.set({ 'gen_ai.output.messages': partsOf([{ role: 'assistant', content: text, toolCalls }]) })
      span.end()
      return finish
    } catch (error) {
      span.end(error instanceof ModelFailure ? error.kind : 'cancelled')
      throw error
    }
  },
})

type Found = { passages: readonly Passage[] }

/** Searches the knowledge, as a span of the turn where somebody listens. */
export const spannedSearch = async <T extends Found>(
  telemetry: Telemetry | undefined,
  within: Span | undefined,
  { query, limit }: { query: string; limit: number },
  search: () => Promise<T>,
): Promise<T> => {
  if (!telemetry || !within) return search()
  const span = telemetry.begin({
    name: 'retrieval knowledge',
    kind: 'internal',
    within,
    attributes: {
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.data_source.id': 'knowledge',
      'gen_ai.request.top_k': limit,
      'gen_ai.retrieval.query.text': telemetry.withContent ? query : undefined,
    },
  })
  try {
    const found = await search()
    const documents = found.passages.map(({ chunkId, score }) => ({ id: chunkId, score }))
    span.set({ 'frontdesk.retrieval.passages': documents.length })
    if (telemetry.withContent) span.set({ 'gen_ai.retrieval.documents': JSON.stringify(documents) })
    span.end()
    return found
  } catch (error) {
    span.end('failed')
    throw error
  }
}

const partsOf = (messages: readonly ModelMessage[]) =>
  JSON.stringify(
    messages.map(message => {
      if (message.role === 'tool')
        return { role: 'tool', parts: [{ type: 'tool_call_response', id: message.callId, result: message.content }] }
      const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : []
      return {
        role: message.role,
        parts: [
          ...(message.content === '' ? [] : [{ type: 'text', content: message.content }]),
          ...calls.map(({ id, name, arguments: given }) => ({ type: 'tool_call', id, name, arguments: given })),
        ],
      }
    }),
  )
