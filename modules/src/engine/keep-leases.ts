import type { Platform } from '@frontdesk/platform/platform'
import { keepHearing } from '#tools'
import { engineOf } from './engine.ts'
import { goOn } from './go-on.ts'
import { claimTurns, releaseLeases, renewLeases } from './lease-store.ts'
import { resumeTurns } from './resume-turns.ts'

const everyMs = 5_000

/**
 * Keeps this process's leases alive, hears of stops asked for elsewhere, and takes over answers whose process is gone.
 * The first round, at boot, is done when this resolves. Returns how to stop: what is still being answered then is for another process.
 */
export const keepLeases = async (platform: Platform): Promise<() => Promise<void>> => {
  const deafen = await platform.pubsub.subscribe('turns.stop', turnId => {
    engineOf(platform).find(turnId)?.abort.abort(new Error('Stopped from another process'))
  })
  const isAlone = platform.database.kind === 'embedded'
  await takeOver(platform, isAlone)
  await keepHearing(platform, isAlone)
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
    await keepHearing(platform, false)
    await resumeTurns(platform)
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
