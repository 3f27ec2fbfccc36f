import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow } from '../database/transaction.ts'
import type { SignIn } from './port.ts'

type Care = Pick<
  SignIn,
  | 'sessions'
  | 'endSessions'
  | 'changePassword'
  | 'isPassword'
  | 'hasPassword'
  | 'markProven'
  | 'rename'
  | 'keepVerified'
>

/** What people do with an account of theirs once they have it, on Better Auth's tables. */
export const createAccountCare = (database: Database, clock: Clock): Care => ({
  sessions: async personId => {
    const [result] = await authSql(database, [
      {
        text: `SELECT id, "createdAt", "expiresAt", "ipAddress", "userAgent" FROM auth_sessions
               WHERE "userId" = $1 AND "expiresAt" > $2 ORDER BY "createdAt" DESC, id DESC LIMIT 100`,
        values: [personId, clock.now()],
      },
    ])
    return (result?.rows ?? []).map(row => ({
      id: String(row.id),
      startedAt: row.createdAt as Date,
      expiresAt: row.expiresAt as Date,
      ip: row.ipAddress === null ? null : String(row.ipAddress),
      userAgent: row.userAgent === null ? null : String(row.userAgent),
    }))
  },
  endSessions: async (personId, which) => {
    const [condition, id] = 'only' in which ? ['id = $2', which.only] : ['id <> $2', which.allBut]
    const [result] = await authSql(database, [
      { text: `DELETE FROM auth_sessions WHERE "userId" = $1 AND ${condition} RETURNING id`, values: [personId, id] },
    ])
    return result?.rows.length ?? 0
  },
  changePassword: async (personId, { current, next }) => {
    const kept = await hashOf(database, personId)
    const { hashPassword, isPassword } = await import('./passwords.ts')
    if (kept === undefined || !(await isPassword(kept, current))) return false
    // Of two changes at once the second one finds that its present password is no longer that.
    const [result] = await authSql(database, [
      {
        text: `UPDATE auth_accounts SET password = $2, "updatedAt" = $4 WHERE ${ofPassword} AND password = $3 RETURNING id`,
        values: [personId, await hashPassword(next), kept, clock.now()],
      },
    ])
    return result?.rows.length === 1
  },
  isPassword: async (personId, password) => {
    const kept = await hashOf(database, personId)
    const { isPassword } = await import('./passwords.ts')
    return kept !== undefined && isPassword(kept, password)
  },
  hasPassword: async personId => (await hashOf(database, personId)) !== undefined,
  markProven: async sessionId => {
    const text = 'UPDATE auth_sessions SET proven_at = $2::timestamptz WHERE id = $1'
    await authSql(database, [{ text, values: [sessionId, clock.now()] }])
  },
  rename: async (personId, name) => {
    const text = 'UPDATE auth_users SET name = $2, "updatedAt" = $3 WHERE id = $1'
    await authSql(database, [{ text, values: [personId, name, clock.now()] }])
  },
  keepVerified: async (personId, email) => {
    const text = 'UPDATE auth_users SET "emailVerified" = true, "updatedAt" = $3 WHERE id = $1 AND email = $2'
    await authSql(database, [{ text, values: [personId, email, clock.now()] }])
  },
})

const ofPassword = `"userId" = $1 AND "providerId" = 'credential'`

const hashOf = async (database: Database, personId: string): Promise<string | undefined> => {
  const text = `SELECT password FROM auth_accounts WHERE ${ofPassword}`
  const found = firstRow(await authSql(database, [{ text, values: [personId] }]))
  return typeof found?.password === 'string' ? found.password : undefined
}
