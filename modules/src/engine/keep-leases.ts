import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { createCtx, systemActor } from '#context'
import { answer } from './answer.ts'
import { createCitationMarks } from './citation-marks.ts'
import { engineOf } from './engine.ts'
import { type Claimed, claimTurns, releaseLeases, renewLeases } from './lease-store.ts'
import { readShown } from './read-store.ts'
import { type Lease, mostAttempts } from './turn.ts'
import { finishTurn, readBrief } from './turn-store.ts'

const everyMs = 5_000

/**
 * Keeps this process's leases alive, hears of stops asked for elsewhere, and takes over answers whose process is gone.
 * The first round, at boot, is done when this resolves. Returns how to stop: what is still being answered then is for another process.
 */
export const keepLeases = async (platform: Platform): Promise<() => Promise<void>> => {
  const deafen = await platform.pubsub.subscribe('turns.stop', turnId => {
    engineOf(platform).find(turnId)?.abort.abort(new Error('Stopped from another process'))
  })
  await takeOver(platform, platform.database.kind === 'embedded')
  const timer = setInterval(() => void round(platform), everyMs)
  return async () => {
    clearInterval(timer)
    deafen()
    await releaseLeases(platform)
  }
}

const round = async (platform: Platform) => {
  try {
    if (engineOf(platform).size > 0) await renew(platform)
    await takeOver(platform, false)
  } catch (error) {
    platform.log.warn('Leases could not be looked after', { error })
  }
}

const renew = async (platform: Platform) => {
  // Those that begin while the database is asked are not missing from its answer.
  const turns = engineOf(platform).turns()
  const ids = turns.map(turn => turn.lease.turnId)
  const held = new Map((await renewLeases(platform, ids)).map(turn => [turn.turnId, turn]))
  for (const turn of turns) {
    const mine = held.get(turn.lease.turnId)
    if (turn.ending) continue
    if (!mine || mine.leaseToken !== turn.lease.leaseToken) turn.abort.abort(new Error('Another process has this turn'))
    else if (mine.cancelRequested) turn.abort.abort(new Error('Stopped by the reader'))
  }
}

const takeOver = async (platform: Platform, orphaned: boolean) => {
  for (;;) {
    const claimed = await claimTurns(platform, orphaned)
    for (const turn of claimed) void goOn(platform, turn)
    if (claimed.length < 50) return
  }
}

/** A turn that a reader stopped, or that has failed too often, ends here; every other is answered from the start. */
const goOn = async (platform: Platform, claimed: Claimed) => {
  const ctx = systemCtx(platform, claimed)
  try {
    if (claimed.cancelRequested) return await giveUp(ctx, claimed, 'cancelled')
    if (claimed.attempt > mostAttempts) return await giveUp(ctx, claimed, 'failed')
    const brief = await readBrief(ctx, claimed)
    if (!brief) return await giveUp(ctx, claimed, 'failed')
    await answer(ctx, engineOf(platform).open(claimed), brief)
  } catch (error) {
    // The lease runs out and the next round finds the turn again.
    platform.log.error('A turn could not be taken over', { error, turnId: claimed.turnId })
  }
}

/** What was shown is kept, without its citations: which passages the marks named went with the process. */
const giveUp = async (ctx: ReturnType<typeof systemCtx>, lease: Lease, status: 'cancelled' | 'failed') => {
  const error = { code: 'interrupted', message: 'The answer was interrupted. Ask again.' }
  const trace = status === 'failed' ? { error } : {}
  const marks = createCitationMarks(new Set())
  const text = marks.push(await readShown(ctx, lease.turnId)) + marks.end()
  const message = text === '' ? undefined : { id: newId(), text, citations: [], finish: status }
  await finishTurn(ctx, { lease, status, message, trace, hasKeptChunks: true })
}

const systemCtx = (platform: Platform, { organizationId, turnId }: Lease) =>
  createCtx(platform, {
    organizationId,
    actor: systemActor('engine'),
    requestId: `turn-${turnId}`,
  })
