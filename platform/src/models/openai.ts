import { createOpenAI } from '@ai-sdk/openai'
import type { LanguageModelV3 } from '@ai-sdk/provider'
import { modelFetch } from './model-fetch.ts'
import type { EmbeddingModel, LanguageModel, ModelRequest } from './port.ts'
import { asModelFailure, failureOf } from './provider-failure.ts'
import { providerPrompt } from './provider-prompt.ts'
import { StreamedAnswer } from './streamed-answer.ts'

type OpenAiSettings = {
  /** Servers of one's own often ask for no key. */
  apiKey?: string | undefined
  /** Any OpenAI-compatible server; OpenAI itself when absent. */
  baseUrl?: string | undefined
}

const providerFor = ({ apiKey, baseUrl }: OpenAiSettings) =>
  createOpenAI({ apiKey: apiKey ?? 'none', fetch: modelFetch, ...(baseUrl === undefined ? {} : { baseURL: baseUrl }) })

/** The package writes the request for each family of models and reads refusals; the answer comes past it (see modelFetch). */
async function begin(model: LanguageModelV3, request: ModelRequest): Promise<StreamedAnswer> {
  try {
    await model.doStream(providerPrompt(request))
  } catch (thrown) {
    if (thrown instanceof StreamedAnswer) return thrown
    throw thrown
  }
  throw failureOf('malformed')
}

/** Every chat-completions model of one OpenAI-compatible server; the request names the model. Tries once. */
export function openAiLanguageModel(settings: OpenAiSettings): LanguageModel {
  const provider = providerFor(settings)
  return {
    provider: 'openai',
    async stream(request, tell) {
      try {
        const answer = await begin(provider.chat(request.model), request)
        return await answer.read(request.model, tell, request.onThought)
      } catch (error) {
        request.signal.throwIfAborted()
        throw asModelFailure(error)
      }
    },
  }
}

/** Embeds through one model of an OpenAI-compatible server, whatever its dimension. One call, one try: at most 2 048 texts. */
export function openAiEmbeddingModel(settings: OpenAiSettings & { model: string }): EmbeddingModel {
  const embedding = providerFor(settings).embedding(settings.model)
  return {
    id: `openai:${settings.model}`,
    async embed(texts, signal) {
      if (texts.length === 0) return []
      try {
        const { embeddings } = await embedding.doEmbed({ values: texts, ...(signal ? { abortSignal: signal } : {}) })
        if (embeddings.length !== texts.length) throw failureOf('malformed')
        return embeddings.map(vector => Float32Array.from(vector))
      } catch (error) {
        signal?.throwIfAborted()
        throw asModelFailure(error)
      }
    },
  }
}
