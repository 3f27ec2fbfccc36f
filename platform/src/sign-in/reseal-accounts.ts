import type { Database } from '../database/port.ts'
import { authSql } from '../database/transaction.ts'
import { type Resealed, resealRows } from '../reseal-rows.ts'
import { createSealer, type ServerPurpose } from '../sealed-text.ts'
import type { ServerSecret } from '../secret.ts'

type Column = { purpose: ServerPurpose; table: string; row: string; column: string }

// Whichever adapter serves today: people may come back to the other one.
const columns: Column[] = [
  { purpose: 'one-time codes', table: 'auth_factors', row: 'user_id', column: 'secret' },
  { purpose: 'supabase refresh tokens', table: 'auth_supabase_sessions', row: 'session_id', column: 'refresh_token' },
]

/** Seals anew what people's accounts keep under the server's secret before, while others use it. */
export const resealAccounts = async (database: Database, secrets: ServerSecret): Promise<Resealed> => {
  const sum = { resealed: 0, unreadable: 0 }
  for (const { purpose, table, row, column } of columns) {
    const { resealed, unreadable } = await resealRows({
      sealer: createSealer(secrets, purpose),
      next: async (after, limit) => {
        const text = `SELECT ${row} AS id, ${column} AS kept FROM ${table} WHERE $1::text IS NULL OR ${row} > $1::text
          ORDER BY ${row} LIMIT $2::int`
        const [result] = await authSql(database, [{ text, values: [after ?? null, limit] }])
        return (result?.rows ?? []).map(({ id, kept }) => ({
          id: String(id),
          place: `${table}.${column} ${id}`,
          kept: String(kept),
        }))
      },
      keep: async ({ id, kept }, sealed) => {
        const text = `UPDATE ${table} SET ${column} = $3::text WHERE ${row} = $1::text AND ${column} = $2::text`
        const [result] = await authSql(database, [{ text, values: [id, kept, sealed] }])
        return result?.count === 1
      },
    })
    sum.resealed += resealed
    sum.unreadable += unreadable
  }
  return sum
}
