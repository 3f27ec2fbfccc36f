import type { Platform } from '@frontdesk/platform/platform'
import { createCtx, systemActor } from '#context'
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
        while (!stopping && (await catchUp(ctx))) await breathe()
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

// Whoever is being answered goes first.
const breathe = () => new Promise(resolve => setTimeout(resolve, 5))
