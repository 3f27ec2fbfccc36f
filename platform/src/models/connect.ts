import type { LanguageModelV3 } from '@ai-sdk/provider'
import type { SafeFetch } from '../safe-fetch.ts'
import type { LanguageModel, ModelConnection } from './port.ts'
import { providedLanguageModel } from './provided.ts'
import { withRetries } from './retry.ts'

type Settings = { apiKey: string; fetch: typeof globalThis.fetch; baseURL?: string }

/** Each package is loaded when the first connection wants it. */
const packages: Record<
  ModelConnection['provider'],
  (settings: Settings) => Promise<(model: string) => LanguageModelV3>
> = {
  openai: async settings => (await import('@ai-sdk/openai')).createOpenAI(settings).chat,
  'openai-compatible': async settings => (await import('@ai-sdk/openai')).createOpenAI(settings).chat,
  anthropic: async settings => (await import('@ai-sdk/anthropic')).createAnthropic(settings),
  google: async settings => (await import('@ai-sdk/google')).createGoogleGenerativeAI(settings),
}

const mostBytes = 64 * 1024 * 1024
// A model may think for minutes; how long its silence is borne, the retries decide.
const limits = { timeoutMs: 180_000, silenceMs: 180_000, mostBytes, mostUnpackedBytes: mostBytes }

/** The models of one connection, retried as all are, by the way out for addresses that people type. */
export const connectModels = async (
  { provider, apiKey, baseUrl }: ModelConnection,
  outside: SafeFetch,
): Promise<LanguageModel> => {
  const named = await packages[provider]({
    apiKey: apiKey === '' ? 'none' : apiKey,
    fetch: outside.fetchWithin(limits),
    ...(baseUrl === null ? {} : { baseURL: baseUrl }),
  })
  return withRetries(providedLanguageModel(provider, named))
}
