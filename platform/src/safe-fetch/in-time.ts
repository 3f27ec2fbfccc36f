import { FetchFailure, failureOf } from './failure.ts'

/** Runs something that ends with the caller's signal or when its time is over; what fails leaves no connection open. */
export const inTime = async <T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  run: (within: AbortSignal) => Promise<T>,
): Promise<T> => {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(new FetchFailure('timeout')), timeoutMs)
  const within = signal ? AbortSignal.any([signal, clock.signal]) : clock.signal
  try {
    within.throwIfAborted()
    return await run(within)
  } catch (error) {
    const reason = reasonOf(error, within)
    clock.abort(reason)
    throw reason
  } finally {
    clearTimeout(timer)
  }
}

/** What ended it, as the caller knows it: their own reason where they gave up, or else a FetchFailure. */
export const reasonOf = (error: unknown, { aborted, reason }: AbortSignal): Error => {
  if (!aborted) return failureOf(error)
  return reason instanceof Error ? reason : new Error('Aborted', { cause: reason })
}

/** A connection that is still being made cannot be hung up, yet nobody should wait for it. */
export const orAborted = <T>(asked: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    asked.then(resolve, reject)
  })
