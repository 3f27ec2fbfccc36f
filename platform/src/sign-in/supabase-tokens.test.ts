import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { testClock } from '@frontdesk/testing/clock'
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTokenReader } from './supabase-tokens.ts'

const jwtSecret = 'a secret of one project, shared with its servers'
const olivia = { sub: randomUUID(), session_id: randomUUID(), email: 'Olivia@northwind.example' }
const clock = testClock()
const now = () => Math.floor(clock.now().getTime() / 1_000)

/** Where a project publishes its keys. */
let published: { kid: string; key: CryptoKey }[] = []
let asked = 0
let isAway = false
const server = createServer(async (request, response) => {
  asked += 1
  if (isAway || request.url !== '/auth/v1/.well-known/jwks.json') return void response.writeHead(503).end()
  const keys = published.map(async ({ kid, key }) => ({ ...(await exportJWK(key)), kid, use: 'sig' }))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: await Promise.all(keys) }))
})
let url: string
const pairs: Record<
  'elliptic' | 'rsa' | 'rotated' | 'foreign',
  Awaited<ReturnType<typeof generateKeyPair>>
> = {} as never

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  pairs.elliptic = await generateKeyPair('ES256', { extractable: true })
  pairs.rsa = await generateKeyPair('RS256', { extractable: true })
  pairs.rotated = await generateKeyPair('ES256', { extractable: true })
  pairs.foreign = await generateKeyPair('ES256', { extractable: true })
})
afterAll(() => void server.close())
beforeEach(() => {
  isAway = false
  asked = 0
  published = [
    { kid: 'elliptic', key: pairs.elliptic.publicKey },
    { kid: 'rsa', key: pairs.rsa.publicKey },
  ]
})

type Changed = Record<string, unknown>
const claims = (changed: Changed = {}): JWTPayload => ({
  iss: `${url}/auth/v1`,
  aud: 'authenticated',
  role: 'authenticated',
  iat: now(),
  exp: now() + 3_600,
  ...olivia,
  ...changed,
})
const bySecret = (changed?: Changed, secret = jwtSecret, alg = 'HS256') =>
  new SignJWT(claims(changed)).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret))
const byKey = (kid: string, key: CryptoKey, alg = 'ES256', changed?: Changed) =>
  new SignJWT(claims(changed)).setProtectedHeader({ alg, kid }).sign(key)

const reader = (secret?: string) =>
  createTokenReader({ url, key: 'sb_publishable_x', secretKey: undefined, jwtSecret: secret }, clock)

/** Everything that is no token of a signed-in person, whichever way tokens are signed. */
const wrongs: [string, () => Changed][] = [
  ['has run out', () => ({ exp: now() - 1 })],
  ['never runs out', () => ({ exp: undefined })],
  ['is not yet good', () => ({ nbf: now() + 60 })],
  ['is of another issuer', () => ({ iss: 'https://another.supabase.co/auth/v1' })],
  ['is an API key of the same project', () => ({ iss: 'supabase', role: 'anon', aud: undefined, sub: undefined })],
  ['is the service key', () => ({ role: 'service_role' })],
  ['is for another audience', () => ({ aud: 'another' })],
  ['is of a person without an address', () => ({ email: '' })],
  ['is of somebody anonymous', () => ({ is_anonymous: true })],
  ['names nobody', () => ({ sub: undefined })],
  ['names no session', () => ({ session_id: undefined })],
  ['names what is no id', () => ({ sub: `' OR 1=1 --` })],
]

test('a token of the shared secret says who it is', async () => {
  const exp = now() + 3_600
  const olivias = { exp, aal: 'aal2', user_metadata: { full_name: 'Olivia Berg' } }
  const found = await reader(jwtSecret)(await bySecret(olivias))
  expect(found).toEqual({
    subject: olivia.sub,
    sessionId: olivia.session_id,
    email: 'olivia@northwind.example',
    name: 'Olivia Berg',
    expiresAt: new Date(exp * 1_000),
    hasShownFactor: true,
  })
  expect(await reader(jwtSecret)(await bySecret({ aal: 'aal1' }))).toMatchObject({
    name: 'Olivia',
    hasShownFactor: false,
  })
  expect(await reader(jwtSecret)(await bySecret({ iss: undefined }))).toMatchObject({ subject: olivia.sub })
})

test.each(wrongs)('a token that %s is refused, however it is signed', async (_, changed) => {
  expect(await reader(jwtSecret)(await bySecret(changed()))).toBeUndefined()
  expect(await reader()(await byKey('elliptic', pairs.elliptic.privateKey, 'ES256', changed()))).toBeUndefined()
})

test('published keys open tokens of both kinds, and are fetched once for all', async () => {
  const read = reader()
  for (const _ of [1, 2, 3]) {
    expect(await read(await byKey('elliptic', pairs.elliptic.privateKey))).toMatchObject({ subject: olivia.sub })
    expect(await read(await byKey('rsa', pairs.rsa.privateKey, 'RS256'))).toMatchObject({ subject: olivia.sub })
  }
  expect(asked).toBe(1)
  expect(await read(await byKey('elliptic', pairs.elliptic.privateKey, 'ES256', { iss: undefined }))).toBeUndefined()
})

test('who forges a signature gets nowhere', async () => {
  const good = await bySecret()
  const [header = '', payload = '', signature = ''] = good.split('.')
  const other = Buffer.from(JSON.stringify(claims({ sub: randomUUID() }))).toString('base64url')
  const none = Buffer.from(JSON.stringify({ alg: 'None', typ: 'JWT' })).toString('base64url')
  for (const forged of [
    `${header}.${other}.${signature}`,
    `${header}.${payload}.`,
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    new UnsecuredJWT(claims()).encode(),
    await bySecret({}, 'the secret of another project, just as long'),
    await bySecret({}, jwtSecret, 'HS512'),
    await byKey('elliptic', pairs.foreign.privateKey),
    await byKey('unknown', pairs.foreign.privateKey),
    '..',
    'eyJ.eyJ.x',
  ])
    for (const read of [reader(jwtSecret), reader()]) expect(await read(forged), forged).toBeUndefined()
})

test('neither kind is taken for the other: a public key is no secret, and a secret no key', async () => {
  for (const published of [
    await exportSPKI(pairs.rsa.publicKey),
    JSON.stringify(await exportJWK(pairs.rsa.publicKey)),
  ]) {
    const secret = new TextEncoder().encode(published)
    const confused = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'rsa' }).sign(secret)
    expect(await reader()(confused)).toBeUndefined()
  }
  expect(await reader()(await bySecret())).toBeUndefined()
  expect(await reader(jwtSecret)(await byKey('rsa', pairs.rsa.privateKey, 'RS256'))).toBeUndefined()
  expect(asked).toBe(0)
})

test('a key in the header of the token counts for nothing', async () => {
  const jwk = await exportJWK(pairs.foreign.publicKey)
  const header = { alg: 'ES256', kid: 'elliptic', jwk, jku: 'http://127.0.0.1:1/keys' }
  const own = await new SignJWT(claims()).setProtectedHeader(header).sign(pairs.foreign.privateKey)
  expect(await reader()(own)).toBeUndefined()
})

test('a new key counts once it is published, and tokens with made-up keys do not make us ask for more', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const read = reader()
  const before = await byKey('elliptic', pairs.elliptic.privateKey)
  expect(await read(before)).toBeDefined()
  published = [{ kid: 'rotated', key: pairs.rotated.publicKey }]
  const after = await byKey('rotated', pairs.rotated.privateKey)
  expect(await read(after)).toBeUndefined()
  vi.advanceTimersByTime(31_000)
  expect(await read(after)).toBeDefined()
  expect(asked).toBe(2)
  for (const _ of [1, 2, 3]) expect(await read(await byKey(randomUUID(), pairs.foreign.privateKey))).toBeUndefined()
  expect(asked).toBe(2)
  expect(await read(before)).toBeUndefined()
  vi.useRealTimers()
})

test('keys that cannot be fetched are no fault of the token', async () => {
  isAway = true
  const token = await byKey('elliptic', pairs.elliptic.privateKey)
  const read = reader()
  await expect(read(token)).rejects.toMatchObject({ name: 'SignInFailure', kind: 'away' })
  isAway = false
  expect(await read(token)).toBeDefined()
  const nowhere = createTokenReader(
    { url: 'http://127.0.0.1:1', key: 'sb_publishable_x', secretKey: undefined, jwtSecret: undefined },
    clock,
  )
  await expect(nowhere(token)).rejects.toMatchObject({ kind: 'away' })
})
