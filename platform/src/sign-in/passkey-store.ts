import type { Database } from '../database/port.ts'
import { authSql, firstRow, type Row, type Statement } from '../database/transaction.ts'
import type { Passkey } from './passkey.ts'

export type KeptPasskey = Passkey & {
  personId: string
  credentialId: Buffer
  publicKey: Buffer
  userHandle: Buffer
}
type Use = { uses: number; isVerified: boolean; at: Date }
type NewPasskey = Omit<KeptPasskey, 'publicKey' | 'lastUsedAt'> & { publicKey: Uint8Array; uses: number }

const columns = 'id, user_id, name, credential_id, public_key, user_handle, is_second_factor, created_at, last_used_at'

/** People's passkeys, beside the sessions that rest on them. */
export const createPasskeyStore = (database: Database) => {
  const run = async (...statements: Statement[]) => firstRow(await authSql(database, statements), statements.length - 1)
  const one = async (...statements: Statement[]) => {
    const row = await run(...statements)
    return row && passkeyOf(row)
  }

  return {
    list: async (personId: string): Promise<KeptPasskey[]> => {
      const text = `SELECT ${columns} FROM auth_passkeys WHERE user_id = $1 ORDER BY created_at DESC, id DESC`
      const [result] = await authSql(database, [{ text, values: [personId] }])
      return (result?.rows ?? []).map(passkeyOf)
    },
    find: (credentialId: Buffer) =>
      one({ text: `SELECT ${columns} FROM auth_passkeys WHERE credential_id = $1::bytea`, values: [credentialId] }),
    /** Undefined when somebody has it already. */
    insert: (passkey: NewPasskey) =>
      one({
        text: `INSERT INTO auth_passkeys
            (id, user_id, name, credential_id, public_key, user_handle, uses, is_second_factor, created_at)
          VALUES ($1, $2, $3, $4::bytea, $5::bytea, $6::bytea, $7::bigint, $8, $9::timestamptz)
          ON CONFLICT (credential_id) DO NOTHING RETURNING ${columns}`,
        values: [
          passkey.id,
          passkey.personId,
          passkey.name,
          passkey.credentialId,
          Buffer.from(passkey.publicKey),
          passkey.userHandle,
          passkey.uses,
          passkey.isSecondFactor,
          passkey.createdAt,
        ],
      }),
    /** False when its device has counted as far before. Of two at once with the same count one is right. */
    noteUse: async (id: string, { uses, isVerified, at }: Use): Promise<boolean> =>
      (await run({
        text: `UPDATE auth_passkeys SET uses = $2::bigint, is_second_factor = is_second_factor OR $3, last_used_at = $4::timestamptz
          WHERE id = $1 AND (uses < $2::bigint OR uses = 0 AND $2::bigint = 0) RETURNING id`,
        values: [id, uses, isVerified, at],
      })) !== undefined,
    /** From now on the session rests on this passkey of its person. */
    rest: async (sessionId: string, passkeyId: string): Promise<boolean> =>
      (await run({
        text: `UPDATE auth_sessions SET passkey_id = p.id, passkey_verified = true FROM auth_passkeys p
          WHERE auth_sessions.id = $1 AND p.id = $2 AND p.user_id = auth_sessions."userId" RETURNING p.id`,
        values: [sessionId, passkeyId],
      })) !== undefined,
    rename: (personId: string, id: string, name: string) =>
      one({
        text: `UPDATE auth_passkeys SET name = $3 WHERE id = $1 AND user_id = $2 RETURNING ${columns}`,
        values: [id, personId, name],
      }),
    /** The database ends the sessions that rest on it, so the one that is to go on is taken off it first. */
    remove: (personId: string, id: string, goesOn: string) =>
      one(
        {
          text: `UPDATE auth_sessions SET passkey_id = NULL, passkey_verified = false
            WHERE id = $1 AND "userId" = $2 AND passkey_id = $3`,
          values: [goesOn, personId, id],
        },
        {
          text: `DELETE FROM auth_passkeys WHERE id = $1 AND user_id = $2 RETURNING ${columns}`,
          values: [id, personId],
        },
      ),
  }
}

const passkeyOf = (row: Row): KeptPasskey => ({
  id: String(row.id),
  personId: String(row.user_id),
  name: String(row.name),
  credentialId: row.credential_id as Buffer,
  publicKey: row.public_key as Buffer,
  userHandle: row.user_handle as Buffer,
  isSecondFactor: row.is_second_factor === true,
  createdAt: row.created_at as Date,
  lastUsedAt: row.last_used_at as Date | null,
})
