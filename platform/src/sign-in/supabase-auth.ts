import { createClient } from '@supabase/supabase-js'
import type { SupabaseConfig } from '../supabase-config.ts'
import { SignInFailure } from './port.ts'
import { nameOf } from './supabase-tokens.ts'

/** A session that Supabase has begun or renewed, and whose it is. */
export type Granted = {
  subject: string
  email: string
  name: string
  accessToken: string
  refreshToken: string
  expiresInMs: number
}

type Failed = { status?: number | undefined; code?: string | undefined; message: string }
type Given = {
  access_token: string
  refresh_token: string
  expires_in: number
  user: { id: string; email?: string; user_metadata: Record<string, unknown> }
}

const patienceMs = 5_000

/** Supabase Auth as it is asked by a server: nothing is remembered here, and nobody waits for it longer than 5 s. */
export const createSupabaseAuth = ({ url, key, secretKey }: SupabaseConfig) => {
  // A client holds one session, so each request of a person gets a client of its own.
  const client = (clientKey = key) =>
    createClient(url, clientKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: patiently },
    }).auth

  /** Undefined when address and password do not fit together. */
  const signIn = async (credentials: { email: string; password: string }): Promise<Granted | undefined> => {
    const { data, error } = await client().signInWithPassword(credentials)
    // Older servers give no codes.
    if (error && (wrong.has(String(error.code)) || /invalid login credentials/i.test(error.message))) return undefined
    return granted(data.session, error)
  }

  return {
    signIn,
    /** Undefined when Supabase has an account of this address. */
    register: async ({
      name,
      email,
      password,
    }: {
      name: string
      email: string
      password: string
    }): Promise<Granted | undefined> => {
      if (secretKey) {
        const made = { email, password, email_confirm: true, user_metadata: { name } }
        const { error } = await againIfBroken(() => client(secretKey).admin.createUser(made))
        if (error && taken.has(String(error.code))) return undefined
        if (error) throw failureOf(error)
        return signIn({ email, password })
      }
      const input = { email, password, options: { data: { name } } }
      const { data, error } = await againIfBroken(() => client().signUp(input))
      // Where addresses are to be confirmed, Supabase hides that one is taken behind an account without identities.
      if (error ? taken.has(String(error.code)) : data.user?.identities?.length === 0) return undefined
      const waits = error ? mailedAlready.test(error.message) : !data.session
      if (waits) throw new SignInFailure('unconfirmed')
      return granted(data.session, error)
    },
    /** Undefined when Supabase has ended the session. */
    refresh: async (refreshToken: string): Promise<Granted | undefined> => {
      const { data, error } = await client().refreshSession({ refresh_token: refreshToken })
      if (error && (ended.has(String(error.code)) || /invalid refresh token/i.test(error.message))) return undefined
      return granted(data.session, error)
    },
    /** Ends one session at Supabase. Whatever goes wrong: it is ended here already, and its tokens are forgotten. */
    end: async (accessToken: string): Promise<void> => {
      await client()
        .admin.signOut(accessToken, 'local')
        .catch(() => {})
    },
    /** Sets the password of anybody. Throws without the secret key. */
    setPassword: async (subject: string, password: string): Promise<void> => {
      if (!secretKey) throw new Error('Setting a password needs SUPABASE_SECRET_KEY')
      const { error } = await client(secretKey).admin.updateUserById(subject, { password })
      if (error && error.code !== 'same_password') throw failureOf(error)
    },
    /** Gives anybody another address, which counts as confirmed; false when it is taken. Throws without the secret key. */
    setEmail: async (subject: string, email: string): Promise<boolean> => {
      if (!secretKey) throw new Error('Setting an address needs SUPABASE_SECRET_KEY')
      const { error } = await client(secretKey).admin.updateUserById(subject, { email, email_confirm: true })
      if (error && taken.has(String(error.code))) return false
      if (error) throw failureOf(error)
      return true
    },
    /** Changes the password with a session that was begun for this. */
    changePassword: async ({ accessToken, refreshToken }: Granted, password: string): Promise<void> => {
      const auth = client()
      const { error: unknown } = await auth.setSession({ access_token: accessToken, refresh_token: refreshToken })
      const { error } = unknown ? { error: unknown } : await auth.updateUser({ password })
      if (error && error.code !== 'same_password') throw failureOf(error)
    },
  }
}

// Not every server asks for the password before it tells of an address that is not confirmed, so nothing is told of it.
const wrong = new Set([
  'invalid_credentials',
  'user_not_found',
  'user_banned',
  'validation_failed',
  'email_not_confirmed',
])
const taken = new Set(['user_already_exists', 'email_exists'])
const ended = new Set([
  'refresh_token_not_found',
  'refresh_token_already_used',
  'session_not_found',
  'session_expired',
  'user_not_found',
  'user_banned',
])
const kinds = new Map<string, SignInFailure['kind']>([
  ['weak_password', 'refused-password'],
  ['signup_disabled', 'closed'],
  ['email_provider_disabled', 'closed'],
])

const granted = (session: Given | null, error: Failed | null): Granted => {
  if (!session?.user.email) throw failureOf(error ?? { message: 'Supabase gave no session of an address' })
  const email = session.user.email.toLowerCase()
  return {
    subject: session.user.id,
    email,
    name: nameOf(session.user.user_metadata, email),
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    expiresInMs: session.expires_in * 1_000,
  }
}

const kindOf = (code: string, message: string) =>
  code === 'validation_failed' && /password/i.test(message) ? 'refused-password' : (kinds.get(code) ?? 'away')

/** Whatever the person cannot mend, such as a wrong key, is Supabase being away for them; the log tells what it was. */
const failureOf = ({ status, code, message }: Failed) =>
  new SignInFailure(kindOf(String(code), message), new Error(`${status ?? 'no reply'} ${code ?? ''} ${message}`))

// What somebody hears who signs up again before they have opened the link of the first time.
const mailedAlready = /you can only request this after/i

/** Of two who make one account at once, the second may meet a server that seems broken; asked again, it says why. */
const againIfBroken = async <T extends { error: Failed | null }>(ask: () => Promise<T>): Promise<T> => {
  const first = await ask()
  return first.error?.code === brokenThere.error_code ? ask() : first
}

const notReached = { error_code: 'not_reached', msg: 'Supabase did not answer in time' }
const brokenThere = { error_code: 'broken_there', msg: 'Supabase could not do it' }

/** Never throws, and answers with a status that the client takes for final: it tries others again for half a minute. */
const patiently: typeof fetch = async (input, init) => {
  try {
    const reply = await fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) })
    const text = await reply.text()
    if (reply.status < 500) return new Response(text || null, { status: reply.status, headers: reply.headers })
    return Response.json(brokenThere, { status: 599 })
  } catch {
    return Response.json(notReached, { status: 599 })
  }
}
