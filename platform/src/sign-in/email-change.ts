import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow } from '../database/transaction.ts'
import { forgetOldLinks, hashOf, newToken, personOf } from './mailed-links.ts'
import type { EmailChange } from './port.ts'

/** The address that the link went to, without using it up. */
type Read = (personId: string, token: string) => Promise<string | undefined>

/** Links to another address, on Better Auth's tables and the one of all mailed links. */
export const createEmailChange = (
  database: Database,
  clock: Clock,
  isPossible = true,
): EmailChange & { read: Read } => ({
  isPossible,
  issue: async (personId, email, validMs) => {
    const token = newToken()
    const now = clock.now()
    const [, issued] = await authSql(database, [
      forgetOldLinks(now),
      {
        text: `INSERT INTO auth_links (token_hash, purpose, user_id, email, expires_at)
          SELECT $1::bytea, 'email-change', id, lower($3), $4::timestamptz FROM auth_users
          WHERE id = $2 AND NOT EXISTS (SELECT FROM auth_users WHERE email = lower($3)) RETURNING user_id`,
        values: [hashOf(token), personId, email, new Date(now.getTime() + validMs)],
      },
    ])
    return issued?.rows[0] && token
  },
  read: async (personId, token) => {
    const text = `SELECT email FROM auth_links WHERE ${isTheirs}`
    const row = firstRow(await authSql(database, [{ text, values: [hashOf(token), personId, clock.now()] }]))
    return row && String(row.email)
  },
  finish: async (personId, token) => {
    const text = `WITH used AS (DELETE FROM auth_links WHERE ${isTheirs} RETURNING user_id, email),
      person AS (UPDATE auth_users u SET email = used.email, "emailVerified" = true, "updatedAt" = $3::timestamptz FROM used
        WHERE u.id = used.user_id AND NOT EXISTS (SELECT FROM auth_users o WHERE o.email = used.email AND o.id <> u.id)
        RETURNING u.id, u.name, u.email, u."emailVerified"),
      others AS (DELETE FROM auth_links l USING person WHERE l.user_id = person.id AND l.token_hash <> $1::bytea)
      SELECT person.* FROM used LEFT JOIN person ON true`
    try {
      const row = firstRow(await authSql(database, [{ text, values: [hashOf(token), personId, clock.now()] }]))
      if (!row) return undefined
      return row.id === null ? 'taken' : personOf(row)
    } catch (error) {
      // Of two who take an address at the same moment the second one fails at the unique address.
      if (isDoubled(error)) return 'taken'
      throw error
    }
  },
})

const isTheirs = `token_hash = $1::bytea AND purpose = 'email-change' AND user_id = $2 AND expires_at > $3::timestamptz`

const isDoubled = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505'
