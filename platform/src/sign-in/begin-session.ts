import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { Origin, Session } from './port.ts'

type Settings = {
  database: Database
  clock: Clock
  sessionMs: number
  /** The session with this token of the table. */
  find(token: string): Promise<Session | undefined>
}

export type BeginSession = (
  personId: string,
  from: Origin,
  by?: { passkeyId: string; isVerified: boolean },
) => Promise<Session | undefined>

/** Begins sessions on Better Auth's tables, for people who have proven who they are by something else than a password. */
export const createBeginSession =
  ({ database, clock, sessionMs, find }: Settings): BeginSession =>
  async (personId, { ip, userAgent }, by) => {
    const token = randomBytes(24).toString('hex')
    const now = clock.now()
    await authSql(database, [
      {
        text: `INSERT INTO auth_sessions (id, token, "userId", "expiresAt", "createdAt", "updatedAt", "ipAddress", "userAgent",
            passkey_id, passkey_verified, proven_at)
          VALUES ($1, $2, $3, $4::timestamptz, $5::timestamptz, $5::timestamptz, $6, $7, $8, $9, $5::timestamptz)`,
        values: [
          newId(),
          token,
          personId,
          new Date(now.getTime() + sessionMs),
          now,
          ip,
          userAgent?.slice(0, 300) ?? null,
          by?.passkeyId ?? null,
          by?.isVerified ?? false,
        ],
      },
    ])
    return find(token)
  }
