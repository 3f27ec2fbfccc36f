import { once } from 'node:events'
import { connect } from 'node:net'
import { createApiKey } from '@frontdesk/modules/identity/index'
import { apiOf } from '@frontdesk/testing/api'
import { furnish } from '@frontdesk/testing/furniture'
import { testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, serve } from './serve.ts'

let here: World
let server: Server
let agentId: string
beforeAll(async () => {
  here = await world(await testPlatform())
  agentId = (await furnish(apiOf(here.platform), here)).agentId
  server = await serve(here.platform)
})
afterAll(() => server.stop())

/** Sends these bytes as they are and answers with everything that came back until the connection ended. */
const raw = async (bytes: string) => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  let answer = ''
  socket.setTimeout(2_000, () => socket.destroy())
  socket.on('data', part => {
    answer += part.toString()
  })
  socket.on('error', () => {})
  socket.write(bytes)
  await once(socket, 'close')
  return answer
}
const get = (target: string, lines: string[] = []) =>
  raw([`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lines, '', ''].join('\r\n'))
const bearer = (key: string) => `Authorization: Bearer ${key}`
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
/** Every list of the API says whether there is more; no page, and no refusal, does. */
const tells = (answer: string) => /"nextCursor"|"permissions"/.test(answer) || answer.includes(agentId)

// What the world's key holders may not read: nobody anything, a viewer what is for owners and admins.
const closedToAll = ['agents', 'people', 'session', 'conversations']
const closedToViewers = ['audit', 'api-keys', 'mails', 'invitations']

const words = (text: string) => text.trim().split(/\s+/)

const formsOf = (name: string) => [
  ...'//api/v2/ /api//v2/ /api/v2// /./api/v2/ /api/./v2/ /api/v2/./ /x/../api/v2/ /api/x/../v2/'
    .split(' ')
    .map(at => at + name),
  ...words(`
    /api/v2/setup/../ /api/v2/setup/..;/ /api/v2/setup/..%2f /api/v2/setup%2f..%2f
    /api/v2/setup/%2e%2e/ /api/v2/setup\\..\\ /api/v2/setup/..%5c /api/v2/openapi.json/../
    /docs/../api/v2/ /livez/../api/v2/ /index/../api/v2/ /..;/api/v2/ /%2e/api/v2/ /api%2fv2%2f
    /api/v2%2f /api%5cv2%5c /%61pi/v2/ /API/V2/ /Api/v2/ /api/v2/%2f /api/v2/%5c /api/v2/;/
    /api/v2;x=1/ /api/v02/ /api/v2%20/ /api/v2%00/ /api/v2%c0%af /api/v2%252f /api/v2/%20
  `).map(at => at + name),
  ...words(`
    / // /. /.. . .. ; ;a=b ..; %2f %5c \\ %00 %20 %09 %0a %0d%0a .json .html %3f %23 %2e %252e * ~
    ? ?? ?a=b&a=c #
  `).map(end => `/api/v2/${name}${end}`),
  ...[
    `/api/v2/${name.toUpperCase()}`,
    `/api/v2/${name[0]?.toUpperCase()}${name.slice(1)}`,
    `/api/v2/${[...name].map(letter => `%${letter.charCodeAt(0).toString(16)}`).join('')}`,
  ],
  ...['http://localhost', 'http://evil.example', 'http://127.0.0.1:1', 'https://localhost'].map(
    at => `${at}/api/v2/${name}`,
  ),
]

test('no form of a path leads past the door: nobody reads anything', async () => {
  let asked = 0
  for (const name of closedToAll)
    for (const target of formsOf(name)) {
      const answer = await get(target)
      asked++
      expect(tells(answer), `${target}: ${answer}`).toBe(false)
      expect(statusOf(answer), target).toBeOneOf([400, 401, 404, 405])
    }
  expect(asked).toBeGreaterThan(250)
})

test('no form of a path gives a viewer what a viewer may not read', async () => {
  for (const name of closedToViewers)
    for (const target of formsOf(name)) {
      const answer = await get(target, [bearer(here.vera.key)])
      expect(tells(answer), `${target}: ${answer}`).toBe(false)
      expect(statusOf(answer), target).toBeOneOf([400, 403, 404, 405])
    }
})

// Ways in which proxies and frameworks are told who asks, for what, or to skip something.
const claims = [
  ...[
    'src/middleware:src/middleware',
    'middleware',
    'pages/_middleware',
    'middleware:middleware:middleware:middleware:middleware',
  ].map(value => `X-Middleware-Subrequest: ${value}`),
  ...['X-Original-URL', 'X-Rewrite-URL', 'X-Forwarded-Prefix', 'X-Forwarded-Path', 'X-Forwarded-Uri'].map(
    name => `${name}: /livez`,
  ),
  ...['X-HTTP-Method-Override', 'X-Method-Override', 'X-HTTP-Method'].map(name => `${name}: OPTIONS`),
  ...words(`
    X-Forwarded-User X-Remote-User Remote-User X-User-Id X-Auth-Request-Email X-Webauth-User
    X-Organization-Id X-Tenant-Id X-Role X-Admin
  `).map(name => `${name}: olivia@example.com`),
  ...['X-Forwarded-Host', 'X-Host', 'X-Forwarded-Server'].map(name => `${name}: localhost`),
  'X-Forwarded-Proto: https',
  'Authorization: Basic b2xpdmlhOm9saXZpYQ==',
  'Authorization: Bearer',
  'Authorization: Bearer null',
  'Authorization: Bearer undefined',
  'Authorization: Bearer fd_live_',
  'Cookie: frontdesk=',
  'Cookie: frontdesk=null; frontdesk=undefined',
  'Cookie: __Host-frontdesk=%00',
]

test('no header makes somebody of nobody', async () => {
  for (const claim of claims) expect(statusOf(await get('/api/v2/agents', [claim])), claim).toBe(401)
})

test('an address is taken from the connection, whatever a header says of it', async () => {
  const { secret } = await createApiKey(here.olivia.ctx, { name: 'Office', addresses: ['203.0.113.9'] })
  for (const name of words(`
    X-Forwarded-For X-Real-IP X-Client-IP True-Client-IP CF-Connecting-IP Fastly-Client-IP
    X-Cluster-Client-IP X-Originating-IP X-Remote-Addr X-ProxyUser-Ip
  `))
    for (const value of ['203.0.113.9', '127.0.0.1, 203.0.113.9', '203.0.113.9, 127.0.0.1', '::ffff:203.0.113.9'])
      expect(statusOf(await get('/api/v2/agents', [bearer(secret), `${name}: ${value}`])), `${name}: ${value}`).toBe(
        401,
      )
  for (const value of ['for=203.0.113.9', 'for="[::ffff:203.0.113.9]";proto=https'])
    expect(statusOf(await get('/api/v2/agents', [bearer(secret), `Forwarded: ${value}`]))).toBe(401)
})

test('of two credentials in one request none adds to the other', async () => {
  const { vera, olivia, rita } = here
  for (const second of [olivia.key, rita.key, 'nonsense'])
    for (const lines of [
      [bearer(vera.key), bearer(second)],
      [`${bearer(vera.key)}, Bearer ${second}`],
      [`${bearer(vera.key)} ${second}`],
    ]) {
      const answer = await get('/api/v2/audit', lines)
      expect(tells(answer)).toBe(false)
      expect(statusOf(answer)).toBeOneOf([400, 401, 403])
    }
})

test('a request that two servers would cut differently is refused whole, and what hides in it is not done', async () => {
  const hidden = `DELETE /api/v2/agents/${agentId} HTTP/1.1\r\nHost: localhost\r\n${bearer(here.olivia.key)}\r\nContent-Length: 0\r\n\r\n`
  const body = `0\r\n\r\n${hidden}`
  const length = `Content-Length: ${body.length}`
  const ways = [
    [length, 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', length],
    ['Content-Length: 5', length],
    [`Content-Length: 5, ${body.length}`],
    ['Content-Length: +5'],
    ['Content-Length: -1'],
    ['Content-Length: 0x5'],
    ['Content-Length: 5 5'],
    ['Transfer-Encoding: xchunked', length],
    ['Transfer-Encoding : chunked', length],
    [' Transfer-Encoding: chunked', length],
    ['Transfer-Encoding: chunked, identity', length],
    ['Transfer-Encoding: identity, chunked', length],
    ['Transfer-Encoding:\u000bchunked', length],
    ['Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', length],
    ['Transfer\u0000-Encoding: chunked', length],
    ['Foo: bar\rTransfer-Encoding: chunked', length],
  ]
  for (const lines of ways) {
    const answer = await raw(
      ['POST /api/v2/session HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', ...lines, '', body].join(
        '\r\n',
      ),
    )
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0, `${lines}: ${answer}`).toBeLessThanOrEqual(1)
    expect(statusOf(answer), String(lines)).toBe(400)
  }
  expect(statusOf(await get(`/api/v2/agents/${agentId}`, [bearer(here.olivia.key)]))).toBe(200)
})
