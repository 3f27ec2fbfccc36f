import { Writable } from 'node:stream'
import type { SignedIn } from '@frontdesk/contract/accounts'
import { createLog } from '@frontdesk/platform/log'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import type { TestPlatform } from '@frontdesk/testing/platform'
import { startSupabase } from '@frontdesk/testing/supabase-lite'
import { supabasePlatform } from '@frontdesk/testing/supabase-platform'
import { createClient } from '@supabase/supabase-js'
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

let supabase: Awaited<ReturnType<typeof startSupabase>>
beforeAll(async () => {
  supabase = await startSupabase()
}, 60_000)
afterAll(() => supabase?.close())

let platform: TestPlatform
let api: Api
let olivia: { email: string; password: string }
let desk: string
let installations = 0
beforeEach(async () => {
  platform = await supabasePlatform(supabase.settings)
  api = apiOf(platform)
  olivia = { email: `olivia-${++installations}@northwind.example`, password: 'correct horse battery' }
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  desk = (await api.ask<SignedIn>('POST /setup', { body: first })).session.token
})

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const statusOf = async (token: string) => (await api.call('GET /session', as(token))).status
const comeIn = async () => (await api.ask<SignedIn>('POST /session', { body: olivia })).session.token

/** A program of Olivia's own, with supabase-js. */
const program = async () => {
  const { url, key } = supabase.settings
  const { auth } = createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } })
  const { data } = await auth.signInWithPassword(olivia)
  return { auth, token: String(data.session?.access_token) }
}
const signed = (claims: JWTPayload, secret = String(supabase.settings.jwtSecret)) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))

test('the first run, signing out and signing in go by Supabase, with the same cookie', async () => {
  const { headers, body } = await api.call('POST /session', { body: olivia })
  expect(body).toMatchObject({ user: { name: 'Olivia', email: olivia.email }, role: { id: 'owner' } })
  const line = String(headers.get('set-cookie'))
  expect(line).toMatch(/^frontdesk=\w{64}\.[\w-]{43}; Path=\/; Expires=.* GMT; HttpOnly; SameSite=Lax$/)
  const own = { headers: { cookie: String(line.split(';')[0]), 'x-frontdesk': '1', origin: 'http://localhost:3000' } }
  expect(await api.call('GET /session', own)).toMatchObject({ status: 200 })
  expect(await api.call('DELETE /session', own)).toMatchObject({ status: 204 })
  expect(await api.call('GET /session', own)).toMatchObject({ status: 401 })
  expect(await statusOf(desk)).toBe(200)
})

test('there are neither passkeys nor other services to sign in with', async () => {
  expect(await api.ask('GET /sign-in-providers')).toEqual({ items: [], passkeys: false })
  for (const route of ['POST /session/passkey', 'POST /passkeys', 'GET /passkeys'])
    expect(await api.call(route, as(desk)), route).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await api.ask('GET /session/second-factor', as(desk))).toMatchObject({ hasPasskey: false })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const body = { ...olivia, password: 'wrong horse battery' }
  const wrong = await api.call('POST /session', { body })
  const unknown = await api.call('POST /session', { body: { ...body, email: 'nobody@example.com' } })
  expect(wrong.status).toBe(401)
  const said = ({ body }: typeof wrong) => ({ ...(body as object), requestId: '' })
  expect(said(unknown)).toEqual(said(wrong))
})

test('a second factor set up here is asked for whatever the way in, and one that Supabase has seen counts as shown', async () => {
  const { token } = await program()
  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', as(desk))
  const code = () => codeAt(secret, platform.clock.now())
  await api.ask('POST /second-factor/confirm', { ...as(desk), body: { code: code() } })
  const phone = await comeIn()
  for (const owing of [phone, token]) {
    expect(await api.call('GET /session', as(owing))).toMatchObject({
      status: 403,
      body: { code: 'second-factor-required' },
    })
    platform.clock.advance(31_000)
    expect(await api.call('POST /session/second-factor', { ...as(owing), body: { code: '000000' } })).toMatchObject({
      status: 403,
    })
    await api.ask('POST /session/second-factor', { ...as(owing), body: { code: code() } })
    expect(await statusOf(owing)).toBe(200)
  }
  const other = decodeJwt((await program()).token)
  expect(await statusOf(await signed({ ...other, aal: 'aal1' }))).toBe(403)
  platform.clock.advance(1_001)
  expect(await statusOf(await signed({ ...other, aal: 'aal2' }))).toBe(200)
})

test('a session that began on our pages is fresh, a token of Supabase once its person confirms it with the password there', async () => {
  const asked = { status: 403, body: { code: 'confirmation-required' } }
  const make = (token: string) => api.call('POST /api-keys', { ...as(token), body: { name: 'Import' } })
  const confirm = (token: string, password: string) =>
    api.call('POST /session/confirmation', { ...as(token), body: { password } })
  expect((await make(desk)).status).toBe(201)
  platform.clock.advance(5 * 60_000)
  const { token } = await program()
  for (const stale of [desk, token]) {
    expect(await make(stale)).toMatchObject(asked)
    expect(await confirm(stale, 'wrong horse battery')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await make(stale)).toMatchObject(asked)
    expect((await confirm(stale, olivia.password)).status).toBe(200)
    expect((await make(stale)).status).toBe(201)
  }
  expect(await statusOf(desk)).toBe(200)
})

test('Olivia’s new address counts at Supabase as well; without the secret key it is kept there', async () => {
  const email = `berg-${installations}@northwind.example`
  await api.ask('POST /email-changes', { ...as(desk), body: { email } })
  const [mail] = await mailsOf(platform, 'email-change', email)
  const token = /#([\w-]{43})\n/.exec(mail?.text ?? '')?.[1]
  await api.ask('POST /email-changes/confirm', { ...as(desk), body: { token } })
  expect(await api.call('POST /session', { body: olivia })).toMatchObject({ status: 401 })
  olivia = { ...olivia, email }
  const { body } = await api.call('POST /session', { body: olivia })
  expect(body).toMatchObject({ user: { email, emailVerified: true } })
  const { signIn } = await supabasePlatform({ ...supabase.settings, secretKey: undefined }, platform.database)
  const { emailChange } = signIn
  const bound = apiOf({ ...platform, signIn: { ...platform.signIn, emailChange } })
  expect(await bound.call('POST /email-changes', { ...as(desk), body: { email: 'o@example.com' } })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('kept by the service that knows people') },
  })
})

test('where the organization asks for a second factor, a token of Supabase has to have shown one', async () => {
  await api.ask('PATCH /organization', { ...as(desk), body: { requiresSecondFactor: true } })
  const claims = decodeJwt((await program()).token)
  expect(await statusOf(await signed(claims))).toBe(403)
  expect(await statusOf(await signed({ ...claims, aal: 'aal2' }))).toBe(200)
})

test('an access token of Supabase does what its person may, until it runs out; a renewed one goes on', async () => {
  const { auth, token } = await program()
  expect(await api.call('POST /agents', { ...as(token), body: { name: 'Juniper' } })).toMatchObject({ status: 201 })
  const { data } = await auth.refreshSession()
  const renewed = String(data.session?.access_token)
  expect(await statusOf(renewed)).toBe(200)
  platform.clock.advance(61 * 60_000)
  for (const over of [token, renewed]) expect(await statusOf(over)).toBe(401)
  const later = Math.floor(platform.clock.now().getTime() / 1_000) + 3_600
  expect(await statusOf(await signed({ ...decodeJwt(renewed), exp: later }))).toBe(200)
})

test('forged tokens, tokens of others and keys open nothing', async () => {
  const { token } = await program()
  const claims = decodeJwt(token)
  const [header, payload, signature] = token.split('.')
  const other = Buffer.from(JSON.stringify({ ...claims, sub: crypto.randomUUID() })).toString('base64url')
  const { key, secretKey } = supabase.settings
  for (const forged of [
    `${header}.${other}.${signature}`,
    `${header}.${payload}.`,
    new UnsecuredJWT(claims).encode(),
    await signed(claims, 'another secret, just as long as the real one'),
    await signed({ ...claims, iss: 'https://another.supabase.co/auth/v1' }),
    await signed({ ...claims, role: 'service_role' }),
    await signed({ iss: 'supabase', role: 'anon', exp: Number(claims.exp) }),
    String(key),
    String(secretKey),
  ])
    expect(await statusOf(forged), forged).toBe(401)
  expect(await statusOf(token)).toBe(200)
})

test('signing out with a token of Supabase ends it here and there, whatever it is renewed to', async () => {
  const { auth, token } = await program()
  expect(await api.call('DELETE /session', as(token))).toMatchObject({ status: 204 })
  expect(await statusOf(token)).toBe(401)
  expect((await auth.refreshSession()).data.session).toBeNull()
  const again = await program()
  const claims = decodeJwt(again.token)
  expect(await statusOf(again.token)).toBe(200)
  await api.ask('DELETE /sessions', as(desk))
  expect(await statusOf(again.token)).toBe(401)
  expect(await statusOf(await signed({ ...claims, exp: Number(claims.exp) + 3_600 }))).toBe(401)
  expect(await statusOf(desk)).toBe(200)
})

test('somebody of the project who was never invited is in no organization', async () => {
  const { url, key } = supabase.settings
  const nomad = { email: `nomad-${installations}@example.com`, password: 'correct horse battery' }
  const { data } = await createClient(url, key, { auth: { persistSession: false } }).auth.signUp(nomad)
  expect(await statusOf(String(data.session?.access_token))).toBe(401)
  expect(await api.call('POST /session', { body: nomad })).toMatchObject({ status: 401 })
})

test('while Supabase is away, coming in is told to wait, and work goes on', async () => {
  const lines: string[] = []
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const { signIn } = await supabasePlatform({ ...supabase.settings, url: 'http://127.0.0.1:1' }, platform.database)
  const cutOff = { ...platform, signIn, log: createLog('info', destination) }
  const { status, headers, body } = await apiOf(cutOff).call('POST /session', { body: olivia })
  expect(status).toBe(503)
  expect(headers.get('retry-after')).toBe('5')
  expect(body).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('cannot be reached right now') })
  expect(lines.join()).toContain('The sign-in service did not do its part')
  const { key, secretKey, jwtSecret } = supabase.settings
  for (const secret of [olivia.password, key, secretKey, jwtSecret]) expect(lines.join()).not.toContain(secret)
  expect(await statusOf(desk)).toBe(200)
})
