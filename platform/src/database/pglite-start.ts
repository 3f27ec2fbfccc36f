import { mkdir, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { lockDataDirectory } from './data-lock.ts'
import { hostPglite, type PgliteHost, socketFolder } from './pglite-host.ts'
import { copyTemplate, exists } from './pglite-template.ts'

/** The data directory is ours, and its database is starting in a thread of its own. */
export type StartedEmbedded = { host: Promise<PgliteHost>; unlock(): Promise<void> }

const usualPatienceMs = 60_000

/**
 * Starts the embedded database. Little is read for this, so that a program can call it first and read the rest of itself
 * meanwhile. `stuckAfterMs`: how long a query may keep the database from giving a sign of life; it is then ended, with all
 * others under way. Throws when another process has the directory.
 */
export const startEmbedded = async (dataDir: string, stuckAfterMs = usualPatienceMs): Promise<StartedEmbedded> => {
  const unlock = await lockDataDirectory(dataDir)
  try {
    const files = resolve(dataDir, 'postgres')
    const fresh = !(await exists(files))
    const building = `${files}.building`
    await rm(building, { recursive: true, force: true })
    // A first start that is cut off leaves only the half-built directory, which the next one throws away.
    if (fresh) await build(building, files)
    const host = hostPglite(files, await socketFolder(files), stuckAfterMs)
    // Whoever opens the database is told, which may be later.
    host.catch(() => {})
    return { host, unlock }
  } catch (error) {
    await unlock()
    throw error
  }
}

const build = async (building: string, files: string) => {
  if (!(await copyTemplate(building))) {
    await mkdir(building, { recursive: true })
    await (await hostPglite(building, await socketFolder(building), usualPatienceMs)).close()
  }
  await rename(building, files)
}
