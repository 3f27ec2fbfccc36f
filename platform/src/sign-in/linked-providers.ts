import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import type { ProvenAccounts } from './port.ts'

type Linked = Pick<ProvenAccounts, 'linked' | 'link' | 'unlink' | 'isOf'>

/** The services that an account can be signed in to with, on Better Auth's tables. */
export const createLinkedProviders = (database: Database, clock: Clock, takesPasskeys: boolean): Linked => ({
  linked: async personId => {
    const text = `SELECT "providerId" AS provider, "createdAt" AS linked_at FROM auth_accounts
      WHERE "userId" = $1 AND "providerId" <> 'credential' ORDER BY "createdAt", "providerId"`
    const [found] = await authSql(database, [{ text, values: [personId] }])
    return (found?.rows ?? []).map(row => ({ provider: String(row.provider), linkedAt: row.linked_at as Date }))
  },
  link: async (personId, { provider, subject }) => {
    const [, , known] = await authSql(database, [
      oneAfterTheOther(personId),
      {
        text: `INSERT INTO auth_accounts (id, "accountId", "providerId", "userId", "createdAt", "updatedAt")
          SELECT $1, $2, $3, $4, $5::timestamptz, $5::timestamptz
          WHERE NOT EXISTS (SELECT FROM auth_accounts WHERE "providerId" = $3 AND "userId" = $4)
          ON CONFLICT ("providerId", "accountId") DO NOTHING`,
        values: [newId(), subject, provider, personId, clock.now()],
      },
      {
        text: 'SELECT "userId" AS id FROM auth_accounts WHERE "providerId" = $1 AND "accountId" = $2',
        values: [provider, subject],
      },
    ])
    const row = known?.rows[0]
    if (!row) return 'other'
    return row.id === personId ? 'linked' : 'taken'
  },
  unlink: async (personId, provider, usable) => {
    const others = [...usable.filter(each => each !== provider), 'credential']
    const results = await authSql(database, [
      oneAfterTheOther(personId),
      {
        text: 'SELECT id FROM auth_accounts WHERE "userId" = $1 AND "providerId" = $2',
        values: [personId, provider],
      },
      {
        text: `DELETE FROM auth_accounts WHERE "userId" = $1 AND "providerId" = $2 AND (
            EXISTS (SELECT FROM auth_accounts WHERE "userId" = $1 AND "providerId" = ANY($3::text[]))
            OR $4::boolean AND EXISTS (SELECT FROM auth_passkeys WHERE user_id = $1)) RETURNING id`,
        values: [personId, provider, others, takesPasskeys],
      },
    ])
    if (!firstRow(results, 1)) return false
    return firstRow(results, 2) ? true : 'last'
  },
  isOf: async (personId, { provider, subject }) => {
    const text = `SELECT id FROM auth_accounts WHERE "userId" = $1 AND "providerId" = $2 AND "accountId" = $3`
    return firstRow(await authSql(database, [{ text, values: [personId, provider, subject] }])) !== undefined
  },
})

/** Of two who unlink at once, the second sees what the first has left. */
const oneAfterTheOther = (personId: string) => ({
  text: 'SELECT FROM auth_users WHERE id = $1 FOR UPDATE',
  values: [personId],
})
