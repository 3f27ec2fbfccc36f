import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '#context'
import { type Call, refusePlanned } from '#tools'
import type { Step } from './step.ts'
import { selectEarlierSteps } from './step-store.ts'
import type { Lease } from './turn.ts'

const everyMs = 100
const patienceMs = 65_000

/** What only reads changes nothing, whatever comes of it. */
const isUnderWay = ({ state, effect }: Call) => state === 'started' && effect !== 'read'

/**
 * What was done earlier in this conversation. A call that a superseded turn has sent is waited for: whether it happened
 * decides what is to be said now. What it had not sent yet never is.
 */
export const readEarlierSteps = async (ctx: Ctx, lease: Lease, signal: AbortSignal): Promise<Map<number, Step[]>> => {
  const until = performance.now() + patienceMs
  for (;;) {
    const earlier = await selectEarlierSteps(ctx, lease)
    const calls = [...earlier.values()].flatMap(steps => steps.flatMap(step => step.calls))
    if (calls.some(({ state }) => state === 'planned') && (await refusePlanned(ctx, lease.conversationId))) continue
    if (!calls.some(isUnderWay) || performance.now() > until) return earlier
    await pause(everyMs, undefined, { signal })
  }
}
