import { pause, watchOver } from './attempt.ts'
import { type Breaker, breakerFor } from './breaker.ts'
import type { LanguageModel, ModelFinish, ModelRequest } from './port.ts'
import { asModelFailure } from './provider-failure.ts'
import { thinksUnseen } from './reasoning.ts'
import { defaultRetryPolicy, type RetryPolicy, waitOrGiveUp } from './retry-policy.ts'

async function once(
  language: LanguageModel,
  breaker: Breaker,
  request: ModelRequest,
  deadline: number,
  policy: RetryPolicy,
  tell: (text: string) => void,
): Promise<ModelFinish> {
  const thinks = request.reasoningEffort !== undefined || thinksUnseen(request.model)
  const limits = thinks ? { ...policy, firstChunkMs: policy.firstThoughtMs } : policy
  using watch = watchOver(limits, deadline, request.signal)
  // The breaker wants to know whether the provider answers at all, not how long it speaks.
  const begunAnswer = await breaker(
    () =>
      new Promise<() => Promise<ModelFinish>>((begun, failed) => {
        const finish = () => answer
        let isBegun = false
        const sign = () => {
          watch.sign()
          // Node looks into every promise that is resolved twice: with each token, that costs more than telling it.
          if (!isBegun) begun(finish)
          isBegun = true
        }
        const answer = language.stream({ ...request, signal: watch.signal, onThought: sign }, text => {
          sign()
          tell(text)
        })
        answer.then(() => begun(finish), failed)
      }),
  )
  return await begunAnswer()
}

/**
 * The one place where model calls are repeated: only failures worth it, at most `attempts` times, within `stepMs`, and never
 * once text was shown, since only the caller can take text back.
 * Throws ModelFailure, or the reason of the request's own signal.
 */
export function withRetries(language: LanguageModel, settings: Partial<RetryPolicy> = {}): LanguageModel {
  const policy = { ...defaultRetryPolicy, ...settings }
  const breaker = breakerFor(policy.breaker)

  async function stream(request: ModelRequest, tell: (text: string) => void): Promise<ModelFinish> {
    const deadline = performance.now() + policy.stepMs
    for (let failedAttempts = 1; ; failedAttempts++) {
      let shown = false
      try {
        return await once(language, breaker, request, deadline, policy, text => {
          shown = true
          tell(text)
        })
      } catch (error) {
        request.signal.throwIfAborted()
        const failure = asModelFailure(error)
        if (shown) throw failure
        // A silent model has already cost the customer a long wait: whoever else can answer goes next.
        const waitsElsewhere = failure.kind === 'timeout' && request.hasFallback
        const wait = waitsElsewhere ? undefined : waitOrGiveUp(failure, failedAttempts, deadline, policy)
        if (wait === undefined) throw failure
        await pause(wait, request.signal)
      }
    }
  }

  return { provider: language.provider, stream }
}
