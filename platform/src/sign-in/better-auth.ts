import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql, firstRow } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { passkeyPlace } from '../passkey-place.ts'
import { keyFrom, type ServerSecret } from '../secret.ts'
import { createAccountCare } from './account-care.ts'
import { createBeginSession } from './begin-session.ts'
import { createEmailChange } from './email-change.ts'
import { createMailedLinks, personOf } from './mailed-links.ts'
import { createPasskeys } from './passkeys.ts'
import type { Origin, Session, SignIn } from './port.ts'
import { createProvenAccounts } from './proven-accounts.ts'
import { createSecondFactor } from './second-factor.ts'
import { createTokenSigner } from './session-token.ts'

type Settings = ServerSecret & { database: Database; clock: Clock; url: string }

const sessionSeconds = 14 * 24 * 60 * 60

/**
 * People and their sessions in our own database, by Better Auth. It costs 50 MB and half a second to load, so that
 * waits for the first person who signs in here; recognising sessions does without it.
 */
export const createBetterAuthSignIn = ({ database, clock, url, ...secrets }: Settings): SignIn => {
  const { sign, read } = createTokenSigner(secrets)
  let loading: ReturnType<typeof load> | undefined
  const loaded = () => {
    loading ??= load(database, secrets.secret, url)
    return loading
  }

  const find = async (signed: string): Promise<Session | undefined> => {
    const token = read(signed)
    if (!token) return undefined
    const row = firstRow(await authSql(database, [selectSession(token, clock.now())]))
    if (!row) return undefined
    return {
      id: String(row.session),
      person: personOf(row),
      token: signed,
      expiresAt: row.expiresAt as Date,
      hasFactor: row.confirmed_at !== null,
      hasShownFactor: row.passkey_verified === true || (row.confirmed_at !== null && row.shown_at !== null),
      provenAt: (row.proven_at as Date | null) ?? undefined,
    }
  }

  /** Undefined for what the person did wrong; throws for what went wrong on our side. */
  const sessionOf = async (attempt: Promise<{ token: string | null }>): Promise<Session | undefined> => {
    const { isAPIError } = await import('better-auth/api')
    try {
      const { token } = await attempt
      return token ? find(sign(token)) : undefined
    } catch (error) {
      if (isAPIError(error) && wrongs.has(String(error.body?.code))) return undefined
      throw error
    }
  }

  const begun = async (session: Session | undefined, from: Origin | undefined): Promise<Session | undefined> => {
    if (!session) return undefined
    const provenAt = clock.now()
    await authSql(database, [keepBeginning(session.id, provenAt, from)])
    return { ...session, provenAt }
  }

  const begin = createBeginSession({
    database,
    clock,
    sessionMs: sessionSeconds * 1_000,
    find: token => find(sign(token)),
  })
  const place = passkeyPlace(url)

  return {
    find,
    isTaken: email => isTaken(database, email),
    register: async (body, from) => {
      const auth = await loaded()
      try {
        return await begun(await sessionOf(auth.api.signUpEmail({ body })), from)
      } catch (error) {
        // Of two at the same moment the second one fails at the unique address, which looks like any other failure.
        if (await isTaken(database, body.email)) return undefined
        throw error
      }
    },
    signIn: async (body, from) => {
      const auth = await loaded()
      return begun(await sessionOf(auth.api.signInEmail({ body })), from)
    },
    signOut: async signed => {
      const token = read(signed)
      if (token) await authSql(database, [{ text: 'DELETE FROM auth_sessions WHERE token = $1', values: [token] }])
    },
    ...createAccountCare(database, clock),
    secondFactor: createSecondFactor({ ...secrets, database, clock }),
    links: createMailedLinks(database, clock),
    emailChange: createEmailChange(database, clock),
    provenAccounts: createProvenAccounts({ database, clock, begin, takesPasskeys: place !== undefined }),
    ...(place && { passkeys: createPasskeys({ ...secrets, database, clock, place, begin }) }),
  }
}

const wrongs = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL', 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL'])

const isTaken = async (database: Database, email: string) => {
  const text = 'SELECT EXISTS (SELECT FROM auth_users WHERE email = lower($1)) AS taken'
  return firstRow(await authSql(database, [{ text, values: [email] }]))?.taken === true
}

const selectSession = (token: string, now: Date) => ({
  name: 'select-session',
  text: `SELECT auth_sessions.id AS session, auth_users.id, auth_users.name, auth_users.email,
           auth_users."emailVerified", auth_sessions."expiresAt", proven_at, confirmed_at, shown_at, passkey_verified
         FROM auth_sessions JOIN auth_users ON auth_users.id = auth_sessions."userId"
         LEFT JOIN auth_factors ON auth_factors.user_id = auth_users.id
         LEFT JOIN auth_session_factors ON auth_session_factors.session_id = auth_sessions.id
         WHERE auth_sessions.token = $1 AND auth_sessions."expiresAt" > $2`,
  values: [token, now],
})

const keepBeginning = (id: string, now: Date, from: Origin | undefined) => ({
  text: 'UPDATE auth_sessions SET proven_at = $2::timestamptz, "ipAddress" = $3, "userAgent" = $4 WHERE id = $1',
  values: [id, now, from?.ip ?? null, from?.userAgent?.slice(0, 300) ?? null],
})

const load = async (database: Database, secret: string, baseURL: string) => {
  const { betterAuth } = await import('better-auth')
  const { hashPassword, isPassword } = await import('./passwords.ts')
  return betterAuth({
    baseURL,
    secret: keyFrom(secret, 'better auth v1').export().toString('base64url'),
    database: database.pools.auth,
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions', expiresIn: sessionSeconds, cookieCache: { enabled: false } },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(hash, password) },
    },
    // With joins a known address takes one look-up, as an unknown one does, so that nobody can tell by the time.
    advanced: { database: { generateId: newId, joins: true } },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}
