import { failureOf } from './provider-failure.ts'

export type AttemptLimits = { firstChunkMs: number; betweenChunksMs: number }

/** Ends an attempt that is silent for too long. One timer serves the whole stream: tokens only leave a mark for it. */
export function watchOver(limits: AttemptLimits, deadline: number, outer: AbortSignal) {
  const attempt = new AbortController()
  let limitMs = limits.firstChunkMs
  let lastSign = performance.now()
  const due = () => Math.min(deadline, lastSign + limitMs)
  const look = () => {
    if (performance.now() >= due()) attempt.abort(failureOf('timeout'))
    else timer = setTimeout(look, due() - performance.now() + 1)
  }
  let timer = setTimeout(look, due() - lastSign + 1)
  const onOuterAbort = () => attempt.abort(outer.reason)
  outer.addEventListener('abort', onOuterAbort)
  if (outer.aborted) onOuterAbort()
  return {
    signal: attempt.signal,
    /** Call with every event. */
    sign() {
      lastSign = performance.now()
      if (limitMs === limits.betweenChunksMs) return
      limitMs = limits.betweenChunksMs
      clearTimeout(timer)
      timer = setTimeout(look, due() - lastSign + 1)
    },
    [Symbol.dispose]() {
      clearTimeout(timer)
      outer.removeEventListener('abort', onOuterAbort)
    },
  }
}

/** Waits, or throws the signal's reason at once when it aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done, aborted) => {
    signal.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      aborted(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      done()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
