export { ModelFailure, type ModelFailureKind } from './failure.ts'

/** What a model asks to have done. `arguments` is the JSON as the model wrote it, which may be none. */
export type ModelToolCall = {
  id: string
  name: string
  arguments: string
  /** What some providers want back with the call, and nobody else reads. */
  providerMetadata?: Record<string, unknown>
}

/** Always its bytes: nobody fetches an address for a model. */
export type ModelImage = { mediaType: string; bytes: Uint8Array }

export type ModelMessage =
  | { role: 'system'; content: string }
  /** Models that only read find the pictures described in `content`. */
  | { role: 'user'; content: string; images?: ModelImage[] }
  | { role: 'assistant'; content: string; toolCalls?: ModelToolCall[] }
  /** What came of a call of the assistant's message before. */
  | { role: 'tool'; callId: string; name: string; content: string }

/** A tool as a model sees it: its name matches `^[a-zA-Z0-9_-]{1,64}$`, its parameters are a JSON Schema of an object. */
export type ModelTool = { name: string; description: string; parameters: Record<string, unknown> }

/** A retrieved passage; `number` is what `[[number]]` in an answer cites. */
export type ModelPassage = { number: number; title: string; text: string; score: number }

export type ReasoningEffort = 'low' | 'medium' | 'high'

export type ModelRequest = {
  model: string
  messages: ModelMessage[]
  /** What the model may call; absent or empty: nothing. */
  tools?: ModelTool[]
  temperature?: number
  maxOutputTokens?: number
  /** Absent: the model thinks as it does by itself. */
  reasoningEffort?: ReasoningEffort
  /** Told whenever a model that has not spoken yet is seen to think. What it thinks is told to nobody. */
  onThought?: () => void
  /** What was retrieved, for models that quote instead of write. */
  passages: ModelPassage[]
  question: string
  /** Whether retrieval found something worth answering from. */
  answerable: boolean
  /** Somebody else answers when this model cannot: one that stays silent is not waited for twice. */
  hasFallback?: boolean
  signal: AbortSignal
}

/** Counts are 0 when the provider does not tell. What was spent on thinking is among `outputTokens`. */
export type ModelUsage = { inputTokens: number; outputTokens: number; reasoningTokens?: number }

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other'

/** How an answer ended. `model` is the one that answered, which after a fallback is not the one asked for. */
export type ModelFinish = {
  reason: FinishReason
  usage: ModelUsage
  model: string
  /** What is to be done before the model goes on, in the order it asked. */
  toolCalls: ModelToolCall[]
}

export interface LanguageModel {
  readonly provider: string
  /**
   * Tells text as it arrives, never empty, and nothing after it settled. Throws ModelFailure (an answer with neither text
   * nor calls is the failure `empty`), and the signal's own reason once `request.signal` aborts.
   */
  stream(request: ModelRequest, tell: (text: string) => void): Promise<ModelFinish>
}

export interface EmbeddingModel {
  /** Names provider and model: vectors of different ids must never be compared. */
  readonly id: string
  /** One vector per text, in order. Throws ModelFailure, and the signal's reason once it aborts. */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>
}

/** How an organization reaches models of its own. */
export type ModelConnection = {
  provider: 'openai' | 'anthropic' | 'google' | 'openai-compatible'
  /** Empty for servers that ask for none. */
  apiKey: string
  /** The provider's own when null. */
  baseUrl: string | null
}
