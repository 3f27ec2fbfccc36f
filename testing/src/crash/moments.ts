import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from './random.ts'

/** Where in the life of an answer the server is killed. */
export const phases = ['mid-stream', 'accept', 'finish', 'stop', 'start-up', 'tool-call'] as const
export type Phase = (typeof phases)[number]

/**
 * `sent`: a message left for the server. `last-word`: the model said its last word. `stopping`: a stop was asked for.
 * `called`: the call of a tool has come in, and is answered later than any kill of this phase.
 */
export type Moments = EventEmitter<{ sent: []; 'last-word': []; stopping: []; called: [] }>

export const createMoments = (): Moments => new EventEmitter()

const triggers = { accept: 'sent', finish: 'last-word', stop: 'stopping', 'tool-call': 'called' } as const

// Long enough for a request to be kept and answered on a busy machine, so that kills fall before, within and after.
export const aroundMs = 25
const patienceMs = 5_000

/** Resolves at a random point of the phase, under load; what follows `start-up` is up to whoever starts the server. */
export const momentOf = async (phase: Phase, moments: Moments, random: Random): Promise<void> => {
  await sleep(random.between(300, 1_500))
  if (phase === 'mid-stream' || phase === 'start-up') return
  await once(moments, triggers[phase], { signal: AbortSignal.timeout(patienceMs) }).catch(() => {})
  await sleep(random.between(0, aroundMs))
}
