import type { SignedIn } from '@frontdesk/contract/accounts'
import type { AuditEntry } from '@frontdesk/contract/audit'
import { catalog } from '@frontdesk/contract/catalog'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

/** Where a page may stand that wants something done with somebody else's cookie. Ours is http://localhost:3000. */
const origins = [
  'https://evil.example',
  'null',
  'http://evil.localhost:3000',
  'http://localhost:3000.evil.example',
  'http://localhost:30000',
  'http://localhost',
  'http://localhost:3000@evil.example',
  'http://xlocalhost:3000',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'chrome-extension://abcdefghijklmnop',
  'localhost:3000',
]
const contentTypes = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
]
const changing = catalog.filter(({ endpoint }) => endpoint.method !== 'GET')

let here: World
let api: Api
let cookie: string
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  const body = { email: 'ivy@example.com', roleId: 'admin' }
  const { link } = await api.ask<{ link: string }>('POST /invitations', { key: here.olivia.key, body })
  const account = { name: 'Ivy', password: 'correct horse battery' }
  const joined = await api.ask<SignedIn>('POST /invitations/accept', { body: { token: link.split('#')[1], account } })
  cookie = `frontdesk=${joined.session.token}`
})

const send = (method: string, path: string, headers: Record<string, string>) =>
  api.app.fetch(
    new Request(`http://localhost:3000/api/v2${path.replace(/:\w+/g, newId())}`, {
      method,
      headers: { cookie, ...headers },
      ...(method === 'DELETE' ? {} : { body: '{"name": "Forged", "text": "Forged"}' }),
    }),
  )

const lastSeq = async () =>
  (await api.ask<{ items: AuditEntry[] }>('GET /audit?limit=1', { key: here.olivia.key })).items[0]?.seq

test(`${changing.length} ways to change something refuse ${origins.length} foreign origins in ${contentTypes.length} content types`, async () => {
  const before = await lastSeq()
  for (const { name, endpoint } of changing)
    for (const origin of origins)
      for (const type of contentTypes) {
        const reply = await send(endpoint.method, endpoint.path, { origin, 'content-type': type })
        expect(reply.status, `${name} from ${origin} as ${type}`).toBe(403)
        await reply.body?.cancel()
      }
  expect(await lastSeq()).toBe(before)
})

test('browsers that say where a request comes from are believed, also without an origin', async () => {
  for (const site of ['cross-site', 'same-site'])
    for (const { name, endpoint } of changing) {
      const reply = await send(endpoint.method, endpoint.path, { 'sec-fetch-site': site })
      expect(reply.status, `${name} ${site}`).toBe(403)
    }
})

test('our own pages are let through, and nobody is let read across origins', async () => {
  const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  expect((await send('POST', '/agents', own)).status).toBe(400)
  const made = await api.app.fetch(
    new Request('http://localhost:3000/api/v2/agents', {
      method: 'POST',
      headers: { cookie, ...own },
      body: '{"name": "Rowan"}',
    }),
  )
  expect(made.status).toBe(201)
  const asked = await api.app.fetch(
    new Request('http://localhost:3000/api/v2/agents', { headers: { cookie, origin: 'https://evil.example' } }),
  )
  expect(asked.headers.get('access-control-allow-origin')).toBeNull()
  const preflight = await api.app.fetch(
    new Request('http://localhost:3000/api/v2/agents', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    }),
  )
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
})
