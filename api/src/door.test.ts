import type { Me, SignedIn } from '@frontdesk/contract/accounts'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'

let api: Api
let cookie: string
let token: string
const olivia = {
  organizationName: 'Northwind Bikes',
  name: 'Olivia',
  email: 'olivia@example.com',
  password: 'correct horse battery',
}

beforeAll(async () => {
  api = apiOf(await testPlatform({ database: await freshDatabase() }))
  expect((await api.call('GET /setup')).body).toMatchObject({ needed: true })
  const { status, headers, body } = await api.call('POST /setup', { body: olivia })
  expect(status).toBe(201)
  token = (body as SignedIn).session.token
  const line = String(headers.get('set-cookie'))
  expect(line).toMatch(/HttpOnly/)
  expect(line).toMatch(/SameSite=Lax/)
  cookie = String(line.split(';', 1)[0])
})

const create = (headers: Record<string, string>) => api.call('POST /agents', { body: { name: 'Juniper' }, headers })

test('the first organization is set up once', async () => {
  expect((await api.call('GET /setup')).body).toMatchObject({ needed: false })
  expect(await api.call('POST /setup', { body: { ...olivia, email: 'rita@example.com' } })).toMatchObject({
    status: 409,
  })
})

test('a session works by cookie and by token, and says who it is', async () => {
  for (const headers of [{ cookie }, { authorization: `Bearer ${token}` }, { cookie: `theme=dark; ${cookie}; a=b` }]) {
    const { status, body } = await api.call('GET /session', { headers })
    expect(status).toBe(200)
    expect(body as Me).toMatchObject({
      user: { email: olivia.email },
      organization: { name: 'Northwind Bikes' },
      role: { id: 'owner', name: 'Owner' },
    })
  }
})

test('our own pages may change things with the cookie', async () => {
  for (const own of [
    { origin: 'http://localhost:3000' },
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' },
  ])
    expect(await create({ cookie, ...own })).toMatchObject({ status: 201 })
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['another port of this host', { origin: 'http://localhost:4000' }],
  ['a frame without an origin', { origin: 'null' }],
  ['a form on another site', { 'sec-fetch-site': 'cross-site' }],
  ['a page beside ours', { 'sec-fetch-site': 'same-site' }],
])('%s may not change anything with the cookie that comes along', async (_, headers) => {
  expect(await create({ cookie, ...headers })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  const session = await api.call('DELETE /session', { headers: { cookie, ...headers } })
  expect(session).toMatchObject({ status: 403 })
  const signIn = await api.call('POST /session', { body: { email: olivia.email, password: olivia.password }, headers })
  expect(signIn.status).toBe(403)
  // A token is sent on purpose, but another site's page, which names itself, has no business with a person's.
  const byToken = await create({ authorization: `Bearer ${token}`, ...headers })
  expect(byToken).toMatchObject({ status: 'origin' in headers ? 403 : 201 })
})

test.each([
  ['no cookie of ours', { cookie: 'frontdesk=' }],
  ['a made-up session', { cookie: 'frontdesk=made-up' }],
  ['a made-up token', { authorization: 'Bearer made-up' }],
  ['another scheme', { authorization: 'Basic b2xpdmlhOng=' }],
  ['a broken header', { authorization: 'Bearer' }],
  ['a cookie behind a wrong token', { authorization: 'Bearer wrong', cookie: 'frontdesk=x' }],
])('%s opens nothing', async (_, headers) => {
  expect(await api.call('GET /session', { headers })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
})

test('signing in again and out again: the ended session opens nothing, the other one still does', async () => {
  const { body } = await api.call('POST /session', { body: { email: olivia.email, password: olivia.password } })
  const second = { authorization: `Bearer ${(body as SignedIn).session.token}` }
  const ended = await api.call('DELETE /session', { headers: second })
  expect(ended.status).toBe(204)
  expect(ended.headers.get('set-cookie')).toMatch(/frontdesk=;.*Expires=Thu, 01 Jan 1970/)
  expect(await api.call('GET /session', { headers: second })).toMatchObject({ status: 401 })
  expect(await api.call('GET /session', { headers: { cookie } })).toMatchObject({ status: 200 })
})

test('a wrong password and an unknown address are refused alike, and soon counted', async () => {
  const attempt = (email: string) => api.call('POST /session', { body: { email, password: 'wrong horse battery' } })
  const [wrong, unknown] = [await attempt(olivia.email), await attempt('nobody@example.com')]
  const alike = (body: unknown) => ({ ...(body as object), requestId: '' })
  expect(wrong.status).toBe(401)
  expect(alike(wrong.body)).toEqual(alike(unknown.body))
  const statuses = []
  for (let n = 0; n < 12; n++) statuses.push((await attempt('rita@example.com')).status)
  expect(statuses.at(-1)).toBe(429)
  const refused = await attempt('rita@example.com')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('the request’s own id comes back when it is a sensible one', async () => {
  const ask = async (id: string) =>
    (await api.call('GET /session', { headers: { cookie, 'x-request-id': id } })).headers
  expect((await ask('checkout-0815')).get('x-request-id')).toBe('checkout-0815')
  for (const bad of ['short', 'a b c d e f g h', '<script>alert(1)</script>', 'x'.repeat(65)])
    expect((await ask(bad)).get('x-request-id')).not.toBe(bad)
})
