import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel'
import { ModelFailure } from './failure.ts'

const saysProviderIsDown = (error: unknown) =>
  error instanceof ModelFailure && ['network', 'timeout', 'server', 'overloaded'].includes(error.kind)

/** A provider that is resting: asking it again before the breaker lets a call through is pointless. */
export class ProviderResting extends ModelFailure {
  constructor(retryAfterMs: number) {
    super('overloaded', 'The model provider failed several times in a row and is given a rest', { retryAfterMs })
  }
}

export type Breaker = <T>(call: () => Promise<T>) => Promise<T>

/** Refuses calls at once while a provider is down, then lets a single one find out whether it is back. */
export function breakerFor(settings: { failures: number; halfOpenAfterMs: number }): Breaker {
  const breaker = circuitBreaker(handleWhen(saysProviderIsDown), {
    halfOpenAfter: settings.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(settings.failures),
  })
  return async call => {
    // The library would queue callers behind the probe, past their own deadlines.
    if (breaker.state === CircuitState.HalfOpen) throw new ProviderResting(settings.halfOpenAfterMs)
    try {
      return await breaker.execute(call)
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new ProviderResting(settings.halfOpenAfterMs) : error
    }
  }
}
