import { PrismaClient } from '@frontdesk/platform/database/generated/client'
import { openPool } from '@frontdesk/platform/database/pool'
import type { Database } from '@frontdesk/platform/database/port'
import { PrismaPg } from '@prisma/adapter-pg'
import type { ClientBase } from 'pg'

/** What pg keeps to itself: what goes over the wire, and the wire. */
export type Wire = { parse(query: { text: string }, more: boolean): void; stream: { destroy(): void } }

/** The same database, whose tenants come by connections of their own: so many, and each shown when it is made. */
export const withOwnPool = (database: Database, max: number, onConnect: (wire: Wire) => void): Database => {
  const tenant = openPool({ ...database.pools.tenant.options, max })
  tenant.on('connect', client => onConnect((client as ClientBase & { connection: Wire }).connection))
  const prisma = new PrismaClient({ adapter: new PrismaPg(tenant) })
  return {
    ...database,
    pools: { ...database.pools, tenant },
    prisma,
    close: async () => {
      await prisma.$disconnect()
      await tenant.end()
    },
  }
}
