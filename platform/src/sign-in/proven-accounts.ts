import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow, type Statement } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { Proven } from '../providers/port.ts'
import type { BeginSession } from './begin-session.ts'
import { createLinkedProviders } from './linked-providers.ts'
import type { ProvenAccounts } from './port.ts'

type Settings = {
  database: Database
  clock: Clock
  begin: BeginSession
  /** A passkey is a way in here. */
  takesPasskeys: boolean
}

/**
 * Accounts that a provider vouches for, on Better Auth's tables. The first time an account is found by its address, if
 * both sides have seen that the address is the person's: otherwise whoever took somebody's address at either of them
 * would get the account. From then on only the provider's own name for the person counts: who is given
 * somebody's old address there does not get the account with it.
 */
export const createProvenAccounts = ({ database, clock, begin, takesPasskeys }: Settings): ProvenAccounts => {
  const run = async (statement: Statement) => firstRow(await authSql(database, [statement]))

  const known = async ({ provider, subject }: Proven) =>
    run({
      text: 'SELECT "userId" AS id FROM auth_accounts WHERE "providerId" = $1 AND "accountId" = $2',
      values: [provider, subject],
    })

  const linkByAddress = async ({ provider, subject, email }: Proven) =>
    run({
      text: `INSERT INTO auth_accounts (id, "accountId", "providerId", "userId", "createdAt", "updatedAt")
        SELECT $1, $2, $3, id, $5::timestamptz, $5::timestamptz FROM auth_users WHERE email = lower($4) AND "emailVerified"
          AND NOT EXISTS (SELECT FROM auth_accounts WHERE "providerId" = $3 AND "userId" = auth_users.id AND "accountId" <> $2)
        ON CONFLICT ("providerId", "accountId") DO UPDATE SET "updatedAt" = EXCLUDED."updatedAt" RETURNING "userId" AS id`,
      values: [newId(), subject, provider, email, clock.now()],
    })

  return {
    signIn: async (proven, from) => {
      const linked = await known(proven)
      const found = linked ?? (proven.emailVerified ? await linkByAddress(proven) : undefined)
      const session = found && (await begin(String(found.id), from))
      return session && { session, isNew: linked === undefined }
    },
    register: async (proven, from) => {
      const { provider, subject, email, name } = proven
      const made = await run({
        text: `WITH person AS (
            INSERT INTO auth_users (id, name, email, "emailVerified", "createdAt", "updatedAt")
            SELECT $1, $2, lower($3), true, $6::timestamptz, $6::timestamptz
            WHERE NOT EXISTS (SELECT FROM auth_accounts WHERE "providerId" = $4 AND "accountId" = $5)
            ON CONFLICT (email) DO NOTHING RETURNING id)
          INSERT INTO auth_accounts (id, "accountId", "providerId", "userId", "createdAt", "updatedAt")
          SELECT $7, $5, $4, id, $6::timestamptz, $6::timestamptz FROM person RETURNING "userId" AS id`,
        values: [newId(), name, email, provider, subject, clock.now(), newId()],
      })
      return made && begin(String(made.id), from)
    },
    ...createLinkedProviders(database, clock, takesPasskeys),
  }
}
