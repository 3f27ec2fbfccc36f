import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow, type Row, type Statement } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { MailedLinks, Person } from './port.ts'

/**
 * Links that are mailed to people, on Better Auth's tables and one of our own. `canReset`, in SQL, is whether the person
 * `u` has a password that can be set, or could have one.
 */
export const createMailedLinks = (database: Database, clock: Clock, canReset = hasAccount): MailedLinks => ({
  issue: async (purpose, email, validMs) => {
    const token = newToken()
    const now = clock.now()
    const [, issued] = await authSql(database, [
      forgetOldLinks(now),
      {
        text: `WITH person AS (SELECT ${columns} FROM auth_users u WHERE email = lower($3)
            AND ($2 <> 'password-reset' OR ${canReset})),
          issued AS (INSERT INTO auth_links (token_hash, purpose, user_id, email, expires_at)
            SELECT $1::bytea, $2, id, email, $4::timestamptz FROM person)
          SELECT ${columns} FROM person`,
        values: [hashOf(token), purpose, email, new Date(now.getTime() + validMs)],
      },
    ])
    const row = issued?.rows[0]
    return row && { token, person: personOf(row) }
  },
  read: async (purpose, token) => {
    const text = `SELECT u.id, u.name, u.email, u."emailVerified" FROM auth_links l
      JOIN auth_users u ON u.id = l.user_id AND u.email = l.email
      WHERE l.token_hash = $1::bytea AND l.purpose = $2 AND l.expires_at > $3::timestamptz`
    const row = firstRow(await authSql(database, [{ text, values: [hashOf(token), purpose, clock.now()] }]))
    return row && personOf(row)
  },
  resetPassword: async (token, password) => {
    const { hashPassword } = await import('./passwords.ts')
    const row = firstRow(
      await authSql(database, [
        {
          // Whoever came by another service so far has a password from now on.
          text: `WITH ${verified},
            changed AS (UPDATE auth_accounts a SET password = $4, "updatedAt" = $3::timestamptz FROM person
              WHERE a."userId" = person.id AND ${hasPassword}),
            made AS (INSERT INTO auth_accounts (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
              SELECT $5, person.id, 'credential', person.id, $4, $3::timestamptz, $3::timestamptz FROM person
              WHERE NOT EXISTS (SELECT FROM auth_accounts a WHERE a."userId" = person.id AND ${hasPassword})),
            ended AS (DELETE FROM auth_sessions USING person WHERE "userId" = person.id),
            ${others}
            SELECT ${columns} FROM person`,
          values: [hashOf(token), 'password-reset', clock.now(), await hashPassword(password), newId()],
        },
      ]),
    )
    return row && personOf(row)
  },
  verifyEmail: async token => {
    const text = `WITH ${verified} SELECT ${columns} FROM person`
    const row = firstRow(
      await authSql(database, [{ text, values: [hashOf(token), 'email-verification', clock.now()] }]),
    )
    return row && personOf(row)
  },
})

const columns = 'id, name, email, "emailVerified"'
const hasPassword = `"providerId" = 'credential'`
const hasAccount = `EXISTS (SELECT FROM auth_accounts WHERE "userId" = u.id)`

// Of two who use a link at once, the second waits for the first and then finds nothing.
const verified = `used AS (
    DELETE FROM auth_links WHERE token_hash = $1::bytea AND purpose = $2 AND expires_at > $3::timestamptz
    RETURNING user_id, email),
  person AS (UPDATE auth_users u SET "emailVerified" = true, "updatedAt" = $3::timestamptz FROM used
    WHERE u.id = used.user_id AND u.email = used.email RETURNING u.id, u.name, u.email, u."emailVerified")`

const others = `others AS (DELETE FROM auth_links l USING person
  WHERE l.user_id = person.id AND l.purpose = $2 AND l.token_hash <> $1::bytea)`

/** Uses a link to a new password up, and all others of its person, for whoever keeps passwords elsewhere. */
export const useResetLink = async (database: Database, token: string, now: Date): Promise<Person | undefined> => {
  const text = `WITH ${verified}, ${others} SELECT ${columns} FROM person`
  const row = firstRow(await authSql(database, [{ text, values: [hashOf(token), 'password-reset', now] }]))
  return row && personOf(row)
}

export const newToken = (): string => randomBytes(32).toString('base64url')

/** So much chance needs no slow hash. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export const forgetOldLinks = (now: Date): Statement => ({
  text: 'DELETE FROM auth_links WHERE expires_at <= $1::timestamptz',
  values: [now],
})

export const personOf = (row: Row): Person => ({
  id: String(row.id),
  name: String(row.name),
  email: String(row.email),
  emailVerified: row.emailVerified === true,
})
