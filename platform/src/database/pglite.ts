import { mkdir, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { lockDataDirectory } from './data-lock.ts'
import { PrismaClient } from './generated/client.ts'
import { hostPglite } from './pglite-host.ts'
import { copyTemplate, exists } from './pglite-template.ts'
import { openPool } from './pool.ts'
import type { Database } from './port.ts'

type Options = {
  /** How long a query may keep the database from giving a sign of life; it is then ended, with all others under way. */
  stuckAfterMs?: number
}
const usualPatienceMs = 60_000

/**
 * The embedded database: PGlite in a worker, its files under `dataDir`, no service needed. Survives `kill -9`, but
 * never calls fsync: a power cut may lose the last writes. Throws when another process has the directory.
 */
export const openEmbedded = async (
  dataDir: string,
  { stuckAfterMs = usualPatienceMs }: Options = {},
): Promise<Database> => {
  const unlock = await lockDataDirectory(dataDir)
  try {
    const files = resolve(dataDir, 'postgres')
    const fresh = !(await exists(files))
    const building = `${files}.building`
    await rm(building, { recursive: true, force: true })
    // A first start that is cut off leaves only the half-built directory, which the next one throws away.
    if (fresh) await build(building, files)
    return await open(files, stuckAfterMs, unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

const build = async (building: string, files: string) => {
  if (!(await copyTemplate(building))) {
    await mkdir(building, { recursive: true })
    await (await hostPglite(building, usualPatienceMs)).close()
  }
  await rename(building, files)
}

const open = async (files: string, stuckAfterMs: number, unlock: () => Promise<void>): Promise<Database> => {
  const host = await hostPglite(files, stuckAfterMs)
  const connection = { host: host.folder, database: 'postgres', user: 'postgres' }
  const pool = (max: number) => openPool({ ...connection, max, idleTimeoutMillis: 0, query_timeout: 60_000 })
  const shared = pool(12)
  const owner = pool(4)
  const prisma = new PrismaClient({ adapter: new PrismaPg(shared) })
  return {
    kind: 'embedded',
    pools: { tenant: shared, system: shared, auth: shared },
    owner,
    prisma,
    patiently: host.patiently,
    close: async () => {
      await prisma.$disconnect()
      await Promise.all([shared.end(), owner.end()])
      await host.close()
      await unlock()
    },
  }
}
