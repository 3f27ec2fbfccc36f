import { pause, watchOver } from './attempt.ts'
import { breakerFor } from './breaker.ts'
import type { EmbeddingModel } from './port.ts'
import { asModelFailure } from './provider-failure.ts'
import { defaultRetryPolicy, type RetryPolicy, waitOrGiveUp } from './retry-policy.ts'

// What one call to a provider takes; repeating less than everything keeps a long ingestion from starting over.
const textsPerCall = 96

/** Embeds in calls of 96 texts, each repeated by the same rules as a language model's. Throws ModelFailure. */
export function withEmbeddingRetries(model: EmbeddingModel, settings: Partial<RetryPolicy> = {}): EmbeddingModel {
  const policy = { ...defaultRetryPolicy, ...settings }
  const breaker = breakerFor(policy.breaker)
  const never = new AbortController().signal

  async function embedCall(texts: string[], signal: AbortSignal): Promise<Float32Array[]> {
    const deadline = performance.now() + policy.stepMs
    for (let failedAttempts = 1; ; failedAttempts++) {
      using watch = watchOver(policy, deadline, signal)
      try {
        return await breaker(() => model.embed(texts, watch.signal))
      } catch (error) {
        signal.throwIfAborted()
        const failure = asModelFailure(error)
        const wait = waitOrGiveUp(failure, failedAttempts, deadline, policy)
        if (wait === undefined) throw failure
        await pause(wait, signal)
      }
    }
  }

  return {
    id: model.id,
    async embed(texts, signal = never) {
      const vectors: Float32Array[] = []
      for (let start = 0; start < texts.length; start += textsPerCall)
        vectors.push(...(await embedCall(texts.slice(start, start + textsPerCall), signal)))
      return vectors
    },
  }
}
