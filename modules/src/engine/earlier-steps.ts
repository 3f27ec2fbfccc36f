import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '#context'
import { type Call, leaveCalls } from '#tools'
import type { Step } from './step.ts'
import { selectEarlierSteps } from './step-store.ts'
import type { Lease } from './turn.ts'

const everyMs = 100
const patienceMs = 65_000

/**
 * What was done earlier in this conversation. A call that a superseded turn has sent is waited for: whether it happened
 * decides what is to be said now. One whose process is gone is not heard of any more, and what was not sent yet never is.
 */
export const readEarlierSteps = async (ctx: Ctx, lease: Lease, signal: AbortSignal): Promise<Map<number, Step[]>> => {
  const until = performance.now() + patienceMs
  for (;;) {
    const earlier = await selectEarlierSteps(ctx, lease)
    const open = [...earlier.values()].flatMap(steps => steps.flatMap(({ calls }) => calls.filter(isOpen)))
    if (open.length === 0) return earlier
    const isOver = performance.now() > until
    const sentBefore = new Date(ctx.now().getTime() - (isOver ? 0 : patienceMs))
    if (await leaveCalls(ctx, lease.conversationId, sentBefore)) continue
    if (isOver || open.every(({ state }) => state === 'planned')) return earlier
    await pause(everyMs, undefined, { signal })
  }
}

const isOpen = ({ state }: Call) => state === 'planned' || state === 'started'
