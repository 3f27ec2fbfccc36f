import type { ApiKey } from '@frontdesk/contract/accounts'
import { catalog } from '@frontdesk/contract/catalog'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

const shop = 'https://shop.example'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

const keyFor = async (origins?: string[]) =>
  (
    await api.ask<ApiKey & { secret: string }>('POST /api-keys', {
      key: here.adam.key,
      body: { name: 'Shop', ...(origins ? { origins } : {}) },
    })
  ).secret
const from = (origin: string, key: string, route = 'GET /agents') => api.send(route, { key, headers: { origin } })

test('pages of a site that the key names may use it and read the reply, errors too', async () => {
  const key = await keyFor([shop, 'http://localhost:5173/'])
  for (const origin of [shop, 'http://localhost:5173']) {
    const reply = await from(origin, key)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('access-control-allow-origin')).toBe(origin)
    expect(reply.headers.get('vary')).toBe('origin')
    expect(reply.headers.get('access-control-expose-headers')).toContain('x-request-id')
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
    const missing = await from(origin, key, `GET /agents/${newId()}`)
    expect(missing.status).toBe(404)
    expect(missing.headers.get('access-control-allow-origin')).toBe(origin)
  }
})

test('pages of any other site may not, and what they ask for is not done', async () => {
  const strict = await keyFor([shop])
  const none = await keyFor()
  for (const key of [strict, none])
    for (const origin of [
      'https://evil.example',
      'null',
      'http://shop.example',
      'https://shop.example:8443',
      'https://shop.example.evil.example',
      'https://xshop.example',
      'https://www.shop.example',
      'https://shop.example@evil.example',
    ])
      for (const { endpoint } of catalog.filter(each => each.endpoint.permission !== 'public')) {
        const path = endpoint.path.replace(/:\w+/g, newId())
        const reply = await from(origin, key, `${endpoint.method} ${path}`)
        const isHidden = endpoint.method === 'GET' && !reply.headers.has('access-control-allow-origin')
        expect(isHidden || reply.status === 403, `${endpoint.method} ${endpoint.path} from ${origin}`).toBe(true)
        await reply.body?.cancel()
      }
})

test('programs, which name no site, and our own pages use every key', async () => {
  const key = await keyFor([shop])
  expect((await api.send('GET /agents', { key })).status).toBe(200)
  expect((await from('http://localhost:3000', key)).status).toBe(200)
})

test('a browser that asks first is told what it may send, and never that it may bring a cookie', async () => {
  const preflight = (headers: Record<string, string>, path = '/agents') => api.send(`OPTIONS ${path}`, { headers })
  const asked = {
    origin: shop,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  }
  const reply = await preflight(asked)
  expect(reply.status).toBe(204)
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'access-control-allow-origin': shop,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': expect.stringContaining('authorization'),
  })
  expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
  expect((await preflight(asked, '/nowhere')).status).toBe(404)
  expect((await preflight({ origin: shop, 'access-control-request-method': 'POST' })).status).toBe(405)
})

test('the doors of other protocols are open to the same sites, with the headers that their clients bring', async () => {
  const key = await keyFor([shop])
  const initialize = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
  const { token } = await api.ask<{ token: string }>('POST /customer-tokens', { key, body: { customerId: 'victor' } })
  for (const [route, credentials, body, headers] of [
    ['GET /api/openai/v1/models', key, undefined, 'authorization,x-stainless-lang,openai-organization'],
    ['POST /api/openai/v1/chat/completions', key, {}, 'authorization,content-type,x-stainless-retry-count'],
    ['POST /api/openai/v1/responses', key, {}, 'authorization,content-type'],
    ['POST /api/mcp', key, initialize, 'authorization,content-type,mcp-protocol-version'],
    ['POST /api/mcp', token, initialize, 'authorization,content-type,mcp-protocol-version'],
  ] as const) {
    const [method = '', path = ''] = route.split(' ')
    const preflight = await api.send(`OPTIONS ${path}`, {
      headers: { origin: shop, 'access-control-request-method': method, 'access-control-request-headers': headers },
    })
    expect(preflight.status, route).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe(method)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, *')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    const accept = 'application/json, text/event-stream'
    for (const [origin, refused] of [
      [shop, false],
      ['https://evil.example', true],
    ] as const) {
      const reply = await api.send(route, { key: credentials, body, headers: { origin, accept } })
      expect(reply.status === 403, `${route} from ${origin}`).toBe(refused)
      expect(reply.headers.get('access-control-allow-origin'), `${route} from ${origin}`).toBe(origin)
      await reply.body?.cancel()
    }
  }
})

test('what is no site cannot be named', async () => {
  for (const origin of [
    '*',
    'null',
    'shop.example',
    'https://shop.example/help',
    'https://ada@shop.example',
    'ftp://shop.example',
    'javascript:alert(1)',
  ]) {
    const { status } = await api.call('POST /api-keys', {
      key: here.adam.key,
      body: { name: 'Shop', origins: [origin] },
    })
    expect(status, origin).toBe(400)
  }
})
