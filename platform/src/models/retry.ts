import { pause, watchOver } from './attempt.ts'
import { type Breaker, breakerFor } from './breaker.ts'
import type { ModelFailure } from './failure.ts'
import type { LanguageModel, ModelFinish, ModelRequest } from './port.ts'
import { asModelFailure } from './provider-failure.ts'
import { defaultRetryPolicy, type RetryPolicy, waitOrGiveUp } from './retry-policy.ts'

type Fallback = { language: LanguageModel; model: string }

type Candidate = { language: LanguageModel; model: string | undefined; breaker: Breaker }

const helpsElsewhere = (failure: ModelFailure) => failure.kind !== 'bad-request' && failure.kind !== 'content-filter'

async function once(
  candidate: Candidate,
  request: ModelRequest,
  deadline: number,
  policy: RetryPolicy,
  tell: (text: string) => void,
): Promise<ModelFinish> {
  using watch = watchOver(policy, deadline, request.signal)
  const model = candidate.model ?? request.model
  // The breaker wants to know whether the provider answers at all, not how long it speaks.
  const begunAnswer = await candidate.breaker(
    () =>
      new Promise<() => Promise<ModelFinish>>((begun, failed) => {
        const finish = () => answer
        let isBegun = false
        const answer = candidate.language.stream({ ...request, model, signal: watch.signal }, text => {
          watch.sign()
          // Node looks into every promise that is resolved twice: with each token, that costs more than telling it.
          if (!isBegun) begun(finish)
          isBegun = true
          tell(text)
        })
        answer.then(() => begun(finish), failed)
      }),
  )
  return await begunAnswer()
}

/**
 * The one place where model calls are repeated: only failures worth it, at most `attempts` times, within `stepMs`, and never
 * once text was shown, since only the caller can take text back. A fallback answers when the model itself cannot.
 * Throws ModelFailure, or the reason of the request's own signal.
 */
export function withRetries(
  language: LanguageModel,
  settings: Partial<RetryPolicy> = {},
  fallback?: Fallback,
): LanguageModel {
  const policy = { ...defaultRetryPolicy, ...settings }
  const first: Candidate = { language, model: undefined, breaker: breakerFor(policy.breaker) }
  const second: Candidate | undefined = fallback && { ...fallback, breaker: breakerFor(policy.breaker) }

  async function stream(request: ModelRequest, tell: (text: string) => void): Promise<ModelFinish> {
    const deadline = performance.now() + policy.stepMs
    let candidate = first
    let failedAttempts = 0
    while (true) {
      let shown = false
      try {
        return await once(candidate, request, deadline, policy, text => {
          shown = true
          tell(text)
        })
      } catch (error) {
        request.signal.throwIfAborted()
        const failure = asModelFailure(error)
        if (shown) throw failure
        // A silent model has already cost the customer a long wait: whoever else can answer goes next.
        const waitsElsewhere = failure.kind === 'timeout' && candidate === first && second
        const wait = waitsElsewhere ? undefined : waitOrGiveUp(failure, ++failedAttempts, deadline, policy)
        if (wait !== undefined) await pause(wait, request.signal)
        else if (candidate === first && second && helpsElsewhere(failure)) {
          candidate = second
          failedAttempts = 0
        } else throw failure
      }
    }
  }

  return { provider: language.provider, stream }
}
