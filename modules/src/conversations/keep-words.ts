import type { Platform } from '@frontdesk/platform/platform'
import { type Ctx, createCtx, systemActor } from '#context'
import { createLoop } from '../loop.ts'
import { catchUp, findBehind } from './words-store.ts'

const lookEveryMs = 5_000

/** Reads in the background what was said, so that searches find it without reading it first. Returns how to stop. */
export const keepWordsRead = (platform: Platform): (() => Promise<void>) => {
  let stopping = false
  const reader = createLoop(async () => {
    try {
      for (const organizationId of await findBehind(platform)) {
        const ctx = createCtx(platform, { organizationId, actor: systemActor('search'), requestId: 'search' })
        await readAll(ctx, () => stopping)
      }
    } catch (error) {
      platform.log.warn('What was said could not be read for searches', { error })
    }
  })
  reader.wake()
  const timer = setInterval(reader.wake, lookEveryMs)
  return () => {
    stopping = true
    clearInterval(timer)
    return reader.idle()
  }
}

// Whoever is being answered goes first: reading takes a tenth of the time at most.
const restFor = (tookMs: number) => new Promise(resolve => setTimeout(resolve, Math.min(9 * tookMs, longestRestMs)))
const longestRestMs = 500

const readAll = async (ctx: Ctx, isStopping: () => boolean) => {
  let startedAt = performance.now()
  while (!isStopping() && (await catchUp(ctx))) {
    await restFor(performance.now() - startedAt)
    startedAt = performance.now()
  }
}
