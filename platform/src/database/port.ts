import type { Pool } from 'pg'
import type { PrismaClient } from './generated/client.ts'

/** Who a connection speaks as: one organization's data, the sweepers across all, or the look-ups before one is known. */
export type DatabaseRole = 'tenant' | 'system' | 'auth'

/**
 * The one database, whichever adapter serves it. Nothing outside this folder queries the pools directly:
 * transaction.ts is the door for tenants, system work and sign-in.
 */
export interface Database {
  readonly kind: 'embedded' | 'postgres'
  readonly pools: Record<DatabaseRole, Pool>
  /** Owns the tables; for migrations, vector indexes and the job queue. */
  readonly owner: Pool
  readonly prisma: PrismaClient
  /** Runs work that keeps the database busy for long; the embedded one is not taken for stuck meanwhile. */
  patiently<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}
