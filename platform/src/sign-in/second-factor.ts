import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow, type Statement } from '../database/transaction.ts'
import { createSealer } from '../sealed-text.ts'
import type { ServerSecret } from '../secret.ts'
import type { SecondFactor } from './port.ts'

type Settings = ServerSecret & { database: Database; clock: Clock }

const issuer = 'Frontdesk'
const stepMs = 30_000
const mostAttempts = 10
const blockMs = 15 * 60_000
const recoveryCodes = 10

/**
 * One-time codes (RFC 6238, six digits, 30 s, SHA-1, as every authenticator app has them) and recovery codes of 80 bits.
 * No code is taken twice, ten wrong ones close the door for a quarter of an hour, and all of that holds for many at once.
 */
export const createSecondFactor = ({ database, clock, ...secrets }: Settings): SecondFactor => {
  const { seal, open } = createSealer(secrets, 'one-time codes')
  const rowOf = (personId: string) => `auth_factors.secret ${personId}`
  const run = async (text: string, values: unknown[]) => firstRow(await authSql(database, [{ text, values }]))

  /** The time step whose code this is; undefined for none near now. */
  const stepOf = async (secretText: string, code: string): Promise<number | undefined> => {
    const { Secret, TOTP } = await import('otpauth')
    const timestamp = clock.now().getTime()
    const delta = TOTP.validate({ token: code, secret: Secret.fromBase32(secretText), timestamp, window: 1 })
    return delta === null ? undefined : Math.floor(timestamp / stepMs) + delta
  }

  /** Counted before anything is compared, so that a hundred guesses at once are a hundred attempts. */
  const countAttempt = (personId: string) =>
    run(
      `UPDATE auth_factors SET
         attempts = CASE WHEN blocked_until IS NULL THEN attempts + 1 ELSE 1 END,
         blocked_until = CASE WHEN blocked_until IS NULL AND attempts + 1 >= $3::int THEN $4::timestamptz END
       WHERE user_id = $1 AND (blocked_until IS NULL OR blocked_until <= $2::timestamptz)
       RETURNING secret, confirmed_at`,
      [personId, clock.now(), mostAttempts, new Date(clock.now().getTime() + blockMs)],
    )

  const takeStep = async (personId: string, step: number) =>
    (await run(
      `UPDATE auth_factors SET last_step = $2::bigint, attempts = 0, blocked_until = NULL
       WHERE user_id = $1 AND last_step < $2::bigint RETURNING user_id`,
      [personId, step],
    )) !== undefined

  const takeRecoveryCode = async (personId: string, code: string) =>
    (await run(
      `WITH used AS (UPDATE auth_recovery_codes SET used_at = $3::timestamptz
         WHERE user_id = $1 AND code_hash = $2::bytea AND used_at IS NULL RETURNING user_id)
       UPDATE auth_factors f SET attempts = 0, blocked_until = NULL FROM used WHERE f.user_id = used.user_id RETURNING f.user_id`,
      [personId, hashOf(code), clock.now()],
    )) !== undefined

  const takeCode = async (personId: string, code: string): Promise<boolean | 'blocked'> => {
    const row = await countAttempt(personId)
    if (!row) return (await isEnrolling(personId)) ? 'blocked' : false
    const step = await stepOf(open(String(row.secret), rowOf(personId)), code.replace(/\s/g, ''))
    if (step !== undefined) return takeStep(personId, step)
    return row.confirmed_at !== null && (await takeRecoveryCode(personId, code))
  }

  const isEnrolling = async (personId: string) =>
    (await run('SELECT user_id FROM auth_factors WHERE user_id = $1', [personId])) !== undefined

  return {
    enrol: async ({ id, email }) => {
      const { Secret, TOTP } = await import('otpauth')
      const secret = new Secret({ size: 20 })
      const kept = await run(
        `INSERT INTO auth_factors (user_id, secret, created_at) VALUES ($1, $2, $3::timestamptz)
         ON CONFLICT (user_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at
         WHERE auth_factors.confirmed_at IS NULL RETURNING user_id`,
        [id, seal(secret.base32, rowOf(id)), clock.now()],
      )
      if (!kept) return undefined
      return { secret: secret.base32, uri: new TOTP({ issuer, label: email, secret }).toString() }
    },
    confirm: async (session, code) => {
      const taken = await takeCode(session.person.id, code)
      if (taken !== true) return taken
      const codes = newRecoveryCodes()
      const [confirmed] = await authSql(database, [
        {
          text: `UPDATE auth_factors SET confirmed_at = $2::timestamptz WHERE user_id = $1 AND confirmed_at IS NULL RETURNING user_id`,
          values: [session.person.id, clock.now()],
        },
        keepCodes(session.person.id, codes),
        shown(session.id, clock.now()),
      ])
      return confirmed?.rows[0] ? codes : false
    },
    show: async (session, code) => {
      if (!session.hasFactor) return false
      const taken = await takeCode(session.person.id, code)
      if (taken === true) await authSql(database, [shown(session.id, clock.now())])
      return taken
    },
    remove: async (session, code) => {
      const taken = await takeCode(session.person.id, code)
      if (taken === true) await run('DELETE FROM auth_factors WHERE user_id = $1', [session.person.id])
      return taken
    },
    renewCodes: async ({ id }) => {
      const codes = newRecoveryCodes()
      // Of two at once the second waits, and then its codes are the ones that count.
      const [found] = await authSql(database, [
        { text: 'SELECT FROM auth_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL FOR UPDATE', values: [id] },
        { text: 'DELETE FROM auth_recovery_codes WHERE user_id = $1', values: [id] },
        keepCodes(id, codes),
      ])
      return found?.rows[0] && codes
    },
  }
}

const keepCodes = (personId: string, codes: string[]): Statement => ({
  text: `INSERT INTO auth_recovery_codes (user_id, code_hash)
    SELECT $1, decode(code, 'hex') FROM unnest($2::text[]) AS code
    WHERE EXISTS (SELECT FROM auth_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM auth_recovery_codes WHERE user_id = $1)`,
  values: [personId, codes.map(each => hashOf(each).toString('hex'))],
})

const shown = (sessionId: string, at: Date): Statement => ({
  text: `INSERT INTO auth_session_factors (session_id, shown_at) SELECT id, $2::timestamptz FROM auth_sessions WHERE id = $1
    ON CONFLICT (session_id) DO UPDATE SET shown_at = EXCLUDED.shown_at`,
  values: [sessionId, at],
})

const letters = 'abcdefghjkmnpqrstvwxyz0123456789'

const newRecoveryCodes = () => Array.from({ length: recoveryCodes }, newRecoveryCode)

/** 80 bits in groups of four, without letters that look like others. */
const newRecoveryCode = (): string =>
  [...randomBytes(16)].map((byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + letters[byte % 32]).join('')

/** So much chance needs no slow hash. People may leave the hyphens out. */
const hashOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest()
