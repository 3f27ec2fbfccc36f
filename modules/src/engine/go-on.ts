import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { createCtx, systemActor } from '#context'
import { answer } from './answer.ts'
import { readBrief } from './brief-store.ts'
import { createCitationMarks } from './citation-marks.ts'
import { engineOf } from './engine.ts'
import type { Claimed } from './lease-store.ts'
import { LiveTurn } from './live-turns.ts'
import { readShown } from './read-store.ts'
import { type Lease, mostAttempts } from './turn.ts'
import { finishTurn } from './turn-store.ts'

/** A turn that a reader stopped, or that has failed too often, ends here; every other is answered from the start. */
export const goOn = async (platform: Platform, claimed: Claimed) => {
  const ctx = systemCtx(platform, claimed)
  try {
    if (claimed.cancelRequested) return await giveUp(ctx, claimed, 'cancelled')
    if (claimed.attempt - claimed.resumed > mostAttempts) return await giveUp(ctx, claimed, 'failed')
    const brief = await readBrief(ctx, claimed)
    if (!brief) return await giveUp(ctx, claimed, 'failed')
    await answer(ctx, engineOf(platform).open(new LiveTurn(claimed)), brief)
  } catch (error) {
    // The lease runs out and the next round finds the turn again.
    platform.log.error('A turn could not be taken over', { error, turnId: claimed.turnId })
  }
}

/** What was shown is kept, without its citations: which passages the marks named went with the process. */
const giveUp = async (ctx: ReturnType<typeof systemCtx>, lease: Lease, status: 'cancelled' | 'failed') => {
  const error = { code: 'interrupted', message: 'The answer was interrupted. Ask again.' }
  const trace = status === 'failed' ? { error } : {}
  const marks = createCitationMarks(0)
  const text = marks.push(await readShown(ctx, lease.turnId)) + marks.end()
  const message = text === '' ? undefined : { id: newId(), text, citations: [], finish: status }
  await finishTurn(ctx, { lease, status, message, trace, hasKeptChunks: true, handOver: undefined })
}

const systemCtx = (platform: Platform, { organizationId, turnId }: Lease) =>
  createCtx(platform, {
    organizationId,
    actor: systemActor('engine'),
    requestId: `turn-${turnId}`,
  })
