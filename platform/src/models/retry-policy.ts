import type { AttemptLimits } from './attempt.ts'
import { ProviderResting } from './breaker.ts'
import type { ModelFailure } from './failure.ts'

export type RetryPolicy = AttemptLimits & {
  attempts: number
  /** Of models that think before they speak, and may do so unseen. */
  firstThoughtMs: number
  /** Full jitter: a wait lies between nothing and `firstMs` doubled per attempt, never above `mostMs`. */
  backoff: { firstMs: number; mostMs: number }
  /** For all attempts and the waits between them. */
  stepMs: number
  breaker: { failures: number; halfOpenAfterMs: number }
  random: () => number
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 3,
  backoff: { firstMs: 500, mostMs: 8_000 },
  firstChunkMs: 20_000,
  firstThoughtMs: 45_000,
  betweenChunksMs: 15_000,
  // A turn whose model never speaks shall end within a minute; what is left of it is for all that is around the model.
  stepMs: 55_000,
  breaker: { failures: 5, halfOpenAfterMs: 10_000 },
  random: Math.random,
}

/** How long to wait after the n-th failed attempt. A provider that names a time is not asked sooner, and little later. */
function waitBeforeRetry(failure: ModelFailure, failedAttempts: number, policy: RetryPolicy): number {
  if (failure.retryAfterMs !== undefined) return failure.retryAfterMs * (1 + policy.random() / 10)
  const { firstMs, mostMs } = policy.backoff
  return policy.random() * Math.min(mostMs, firstMs * 2 ** failedAttempts)
}

/** After a failure: how long to wait before the next attempt, or undefined when there shall be none. */
export function waitOrGiveUp(
  failure: ModelFailure,
  failedAttempts: number,
  deadline: number,
  policy: RetryPolicy,
): number | undefined {
  if (!failure.retryable || failure instanceof ProviderResting || failedAttempts >= policy.attempts) return undefined
  const wait = waitBeforeRetry(failure, failedAttempts, policy)
  return performance.now() + wait < deadline ? wait : undefined
}
