import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import type { Row } from '../database/transaction.ts'
import { newId } from '../ids.ts'
import { createSealer } from '../sealed-text.ts'
import type { ServerSecret } from '../secret.ts'
import type { SupabaseConfig } from '../supabase-config.ts'
import { createAccountCare } from './account-care.ts'
import { createEmailChange } from './email-change.ts'
import { createMailedLinks, personOf } from './mailed-links.ts'
import { type Origin, type Session, type SignIn, SignInFailure } from './port.ts'
import { createSecondFactor } from './second-factor.ts'
import { createTokenSigner } from './session-token.ts'
import { createSupabaseAuth, type Granted } from './supabase-auth.ts'
import { createSupabaseCredentials } from './supabase-credentials.ts'
import { createSupabaseStore, noticedToken } from './supabase-store.ts'
import { type Claims, createTokenReader } from './supabase-tokens.ts'

type Settings = ServerSecret & { database: Database; clock: Clock; supabase: SupabaseConfig }

const sessionMs = 14 * 24 * 60 * 60_000
// Longer than Supabase is waited for; and a Supabase that is away is asked again after so long.
const refreshClaimMs = 15_000

/**
 * People of a Supabase project. Whoever signs in here gets a session of ours, which ends at once when it is ended here,
 * and within the life of an access token (an hour, unless the project says otherwise) when Supabase ends it. Supabase's
 * own access tokens work as well. Throws SignInFailure when Supabase is needed and away.
 */
export const createSupabaseSignIn = ({ database, clock, supabase, ...secrets }: Settings): SignIn => {
  const { sign, read } = createTokenSigner(secrets)
  const { seal, open } = createSealer(secrets, 'supabase refresh tokens')
  const sealedFor = (sessionId: string) => `auth_supabase_sessions.refresh_token ${sessionId}`
  const store = createSupabaseStore(database)
  const auth = createSupabaseAuth(supabase)
  const claimsOf = createTokenReader(supabase, clock)
  const later = (ms: number) => new Date(clock.now().getTime() + ms)

  const begin = async (granted: Granted | undefined, from?: Origin): Promise<Session | undefined> => {
    const person = granted && (await store.join(granted, clock.now(), true))
    if (!person) return undefined
    const [id, token, expiresAt] = [newId(), randomBytes(32).toString('hex'), later(sessionMs)]
    const now = clock.now()
    const begun = { id, token, personId: person.id, expiresAt, now, provenAt: now, from }
    await store.begin(begun, seal(granted.refreshToken, sealedFor(id)), later(granted.expiresInMs))
    return find(sign(token))
  }

  const find = async (token: string): Promise<Session | undefined> => {
    const own = read(token)
    if (!own) return isJwt.test(token) ? findNoticed(token) : undefined
    const row = await store.find(own, clock.now())
    const session = row && sessionOf(row, token)
    if (!session || (row.refresh_at as Date) > clock.now()) return session
    return (await goesOn(session.id)) ? session : undefined
  }

  const adopt = (sessionId: string, granted: Granted) =>
    store.keepRefresh(sessionId, seal(granted.refreshToken, sealedFor(sessionId)), later(granted.expiresInMs))

  /** Whether Supabase lets the session go on. While it is away nobody is thrown out: it is asked again in a moment. */
  const goesOn = async (sessionId: string): Promise<boolean> => {
    const sealed = await store.claimRefresh(sessionId, clock.now(), later(refreshClaimMs))
    if (!sealed) return true
    try {
      const granted = await auth.refresh(open(sealed, sealedFor(sessionId)))
      if (granted)
        return (await adopt(sessionId, granted)) && (await store.join(granted, clock.now(), true)) !== undefined
      await store.end({ id: sessionId }, clock.now())
      return false
    } catch (error) {
      if (error instanceof SignInFailure) return true
      throw error
    }
  }

  const findNoticed = async (token: string): Promise<Session | undefined> => {
    const claims = await claimsOf(token)
    if (!claims) return undefined
    const row = await store.findNoticed(claims.subject, claims.sessionId)
    if (row?.ended) return undefined
    const isKnown = row?.session && (row.expiresAt as Date) >= claims.expiresAt
    const noticed = isKnown ? row : await notice(claims)
    if (!noticed?.session || noticed.ended) return undefined
    const session = sessionOf(noticed, token)
    const { expiresAt, hasShownFactor } = claims
    return { ...session, expiresAt, ...(hasShownFactor ? { hasFactor: true, hasShownFactor } : {}) }
  }

  const notice = async (claims: Claims): Promise<Row | undefined> => {
    const { subject, sessionId, expiresAt } = claims
    const person = await store.join(claims, clock.now(), false)
    if (!person) return undefined
    const begun = { id: sessionId, token: noticedToken(sessionId), personId: person.id, expiresAt, now: clock.now() }
    await store.notice(begun)
    return store.findNoticed(subject, sessionId)
  }

  /** Ends at Supabase what was ended here. The tokens were kept here alone, so it may fail without harm. */
  const endThere = async (ended: { id: string; refreshToken: string | undefined }[]) => {
    let isAway = false
    const endOne = async (id: string, refreshToken: string) => {
      if (isAway) return
      try {
        const granted = await auth.refresh(open(refreshToken, sealedFor(id)))
        if (granted) await auth.end(granted.accessToken)
      } catch {
        isAway = true
      }
    }
    const fewAtOnce = pLimit(5)
    const all = ended.map(({ id, refreshToken }) => refreshToken && fewAtOnce(endOne, id, refreshToken))
    await Promise.all(all)
  }

  const endSessions: SignIn['endSessions'] = async (personId, which) => {
    const ended = await store.end({ personId, ...which }, clock.now())
    await endThere(ended)
    return ended.length
  }

  // Only whoever has the secret key sets a password without the present one.
  const canReset = `EXISTS (SELECT FROM auth_supabase_people WHERE user_id = u.id) AND ${supabase.secretKey !== undefined}`
  const links = createMailedLinks(database, clock, canReset)
  const emailChange = createEmailChange(database, clock, supabase.secretKey !== undefined)
  const parts = { store, auth, links, emailChange, later, adopt, endSessions, database }
  const { changePassword, isPassword, hasPassword, resetPassword, changeEmail } = createSupabaseCredentials(parts)

  return {
    find,
    isTaken: store.isTaken,
    register: async (input, from) =>
      (await store.isTaken(input.email)) ? undefined : begin(await auth.register(input), from),
    signIn: async (credentials, from) => begin(await auth.signIn(credentials), from),
    signOut: async token => {
      const own = read(token)
      if (own) return endThere(await store.end({ token: own }, clock.now()))
      const session = isJwt.test(token) ? await findNoticed(token) : undefined
      if (!session) return
      await store.end({ id: session.id }, clock.now())
      await auth.end(token)
    },
    ...createAccountCare(database, clock),
    endSessions,
    changePassword,
    isPassword,
    hasPassword,
    secondFactor: createSecondFactor({ ...secrets, database, clock }),
    links: { ...links, resetPassword },
    emailChange: { ...emailChange, finish: changeEmail },
  }
}

const isJwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/

const sessionOf = (row: Row, token: string): Session => ({
  id: String(row.session),
  person: personOf(row),
  token,
  expiresAt: row.expiresAt as Date,
  hasFactor: row.confirmed_at !== null,
  hasShownFactor: row.confirmed_at !== null && row.shown_at !== null,
  provenAt: (row.proven_at as Date | null) ?? undefined,
})
