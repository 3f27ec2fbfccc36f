export { ModelFailure, type ModelFailureKind } from './failure.ts'

export type ModelMessage = { role: 'system' | 'user' | 'assistant'; content: string }

/** A retrieved passage; `number` is what `[[number]]` in an answer cites. */
export type ModelPassage = { number: number; title: string; text: string; score: number }

export type ModelRequest = {
  model: string
  messages: ModelMessage[]
  temperature?: number
  maxOutputTokens?: number
  /** What was retrieved, for models that quote instead of write. */
  passages: ModelPassage[]
  question: string
  /** Whether retrieval found something worth answering from. */
  answerable: boolean
  signal: AbortSignal
}

/** Counts are 0 when the provider does not tell. */
export type ModelUsage = { inputTokens: number; outputTokens: number }

export type FinishReason = 'stop' | 'length' | 'content-filter' | 'other'

/** How an answer ended. `model` is the one that answered, which after a fallback is not the one asked for. */
export type ModelFinish = { reason: FinishReason; usage: ModelUsage; model: string }

export interface LanguageModel {
  readonly provider: string
  /**
   * Tells text as it arrives, never empty, and nothing after it settled. Throws ModelFailure (an answer without text is
   * the failure `empty`), and the signal's own reason once `request.signal` aborts.
   */
  stream(request: ModelRequest, tell: (text: string) => void): Promise<ModelFinish>
}

export interface EmbeddingModel {
  /** Names provider and model: vectors of different ids must never be compared. */
  readonly id: string
  /** One vector per text, in order. Throws ModelFailure, and the signal's reason once it aborts. */
  embed(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>
}
