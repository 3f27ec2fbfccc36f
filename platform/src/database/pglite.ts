import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'
import type { PgliteHost } from './pglite-host.ts'
import type { StartedEmbedded } from './pglite-start.ts'
import { openPool } from './pool.ts'
import type { Database } from './port.ts'

/**
 * The embedded database: PGlite in a worker, its files under the data directory, no service needed. Survives `kill -9`, but
 * never calls fsync: a power cut may lose the last writes. Throws when it could not start.
 */
export const openEmbedded = async ({ host, unlock }: StartedEmbedded): Promise<Database> => {
  try {
    return open(await host, unlock)
  } catch (error) {
    await unlock()
    throw error
  }
}

const open = (host: PgliteHost, unlock: () => Promise<void>): Database => {
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
