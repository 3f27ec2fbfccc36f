import { catalog } from '@frontdesk/contract/catalog'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf, type Sent } from '@frontdesk/testing/api'
import { type Furniture, furnish } from '@frontdesk/testing/furniture'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
let own: Furniture
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  own = await furnish(api, here)
})

const send = (route: string, sent: Sent = {}) => api.call(route, { key: here.olivia.key, ...sent })
const pushed = (body: unknown, headers = {}) => send('POST /knowledge/documents', { body, headers })
const refused = (status: number, code: string, detail: RegExp) => ({
  status,
  body: { code, detail: expect.stringMatching(detail) },
})
const bytes = (length: number) => new Uint8Array(length).fill(0x20)
const nested = (levels: number) => `{"text":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`

test.each([
  ['cut off', '{"text":"Hel'],
  ['nothing', ''],
  ['two values', '{"text":"a"}{"text":"b"}'],
  ['single quotes', "{'text':'a'}"],
  ['a raw line break in a text', '{"text":"a\nb"}'],
  ['not a number', '{"text":NaN}'],
  ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ['65 levels', nested(65)],
  ['a million brackets', '['.repeat(900_000)],
])('%s is malformed JSON', async (_, body) => {
  expect(await pushed(body)).toMatchObject(refused(400, 'malformed-json', /JSON|UTF-8/))
})

test.each([
  ['a text instead of an object', '"hello"', /has to be an object/],
  ['a list instead of an object', '[]', /has to be an object/],
  ['null', 'null', /has to be an object/],
  ['64 levels', nested(64), /text/],
  ['an unknown field', '{"text":"a","txet":"b"}', /^\/txet: This field is not known/],
  ['a field called __proto__', '{"text":"a","__proto__":{"admin":true}}', /__proto__/],
  ['an escaped __proto__', '{"text":"a","\\u005f_proto__":{}}', /__proto__/],
  ['a field called constructor', '{"text":"a","constructor":{"prototype":{}}}', /^\/constructor/],
  ['a missing field', '{}', /^\/text/],
  ['a number for a text', '{"text":1}', /^\/text: This has to be text\./],
  ['the character NUL', '{"text":"a\\u0000b"}', /U\+0000/],
  ['an address that is none', '{"text":"a","url":"javascript:alert(1)"}', /^\/url/],
  ['a language that is none', '{"text":"a","language":"English"}', /^\/language/],
])('%s is refused with a sentence that names it', async (_, body, detail) => {
  expect(await pushed(body)).toMatchObject(refused(400, 'invalid', detail))
})

test('what is wrong with each field is said in words for whoever filled it in', async () => {
  const body = { temperature: 9, maxSteps: 1.5, builtInTools: 'all', knowledgeOnly: 'yes', reasoningEffort: 'huge' }
  const { status, body: problem } = await send('POST /agents', { body })
  expect(status).toBe(400)
  const { errors } = problem as { errors: { pointer: string; message: string }[] }
  expect(Object.fromEntries(errors.map(({ pointer, message }) => [pointer, message]))).toEqual({
    '/name': 'This is missing.',
    '/temperature': 'The most is 2.',
    '/maxSteps': 'This has to be a whole number.',
    '/builtInTools': 'This has to be a list.',
    '/knowledgeOnly': 'This has to be true or false.',
    '/reasoningEffort': 'This has to be one of low, medium, high.',
  })
  expect(await send('POST /agents', { body: { name: ' ' } })).toMatchObject(
    refused(400, 'invalid', /^\/name: Fill this in\.$/),
  )
})

test('a lone surrogate, which no database keeps, becomes a sign that something is missing', async () => {
  const { status, body } = await pushed('{"externalId":"lone","text":"A \\ud800 in the middle"}')
  expect(status).toBe(201)
  const { text } = await api.ask<{ text: string }>(`GET /knowledge/documents/${(body as { id: string }).id}`, {
    key: here.olivia.key,
  })
  expect(text).toContain('A \ufffd in the middle')
})

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
  'JSON sent as “%s” is refused',
  async type => {
    expect(await pushed('{"text":"a"}', { 'content-type': type })).toMatchObject(
      refused(415, 'unsupported-media-type', /application\/json/),
    )
  },
)

test('too much is refused, whether the length is told before or shows while it comes', async () => {
  const limit = 1024 * 1024
  const agent = (body: BodyInit, headers = {}) => send('POST /agents', { body, headers })
  const told = { 'content-length': String(limit + 1) }
  expect(await agent(bytes(10), told)).toMatchObject(refused(413, 'too-large', /1024 KiB/))
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(bytes(64 * 1024))
    },
  })
  expect(await agent(endless)).toMatchObject(refused(413, 'too-large', /1024 KiB/))
  expect(pulled).toBeLessThan(30)
})

test('every address says which methods it takes', async () => {
  const paths = new Set(catalog.map(({ endpoint }) => endpoint.path))
  for (const path of paths) {
    const methods = catalog.filter(({ endpoint }) => endpoint.path === path).map(({ endpoint }) => endpoint.method)
    // Another address with a parameter in this place takes the method, and finds nothing by that id.
    const other = ['PUT', 'PATCH', 'DELETE'].find(method => !methods.includes(method as 'PUT'))
    const answer = await send(`${other} ${path.replace(/:\w+/g, newId())}`)
    expect(answer).toMatchObject({ status: 405, body: { code: 'method-not-allowed' } })
    for (const method of methods) expect(answer.headers.get('allow')?.split(', ')).toContain(method)
  }
  for (const path of ['/api/v2/nothing', '/api/v3/agents', '/api/v2/', '/api/v2/agents/a/b', '/api/v2/%ff'])
    expect(await send(`GET ${path}`)).toMatchObject(refused(404, 'not-found', /address/))
})

test.each([
  ['agents', 'limit=0'],
  ['agents', 'limit=101'],
  ['agents', 'limit=ten'],
  ['agents', 'limit=1.5'],
  ['agents', 'sort=name'],
  ['agents', 'constructor=1'],
  ['agents', '__proto__=1'],
  ['agents', `cursor=${'x'.repeat(501)}`],
  ['agents', 'cursor=nonsense'],
  ['agents', `cursor=${Buffer.from('1 OR 1=1').toString('base64url')}`],
  ['conversations', `cursor=${Buffer.from(`0000-01-01T00:00:00.000Z ${newId()}`).toString('base64url')}`],
  ['conversations', `cursor=${Buffer.from(`2026-01-01T25:00:00Z ${newId()}`).toString('base64url')}`],
  ['conversations', 'agentId=mine'],
  ['knowledge/documents', 'status=lost'],
  ['knowledge/documents', 'title=%00'],
  ['knowledge/documents', 'externalId=a%00b'],
  ['api-keys', `cursor=${Buffer.from(newId()).toString('base64url')}`],
  ['knowledge/counts', 'status=ready'],
])('GET /%s?%s is refused with a sentence', async (path, query) => {
  expect(await send(`GET /${path}?${query}`)).toMatchObject(refused(400, 'invalid', /\w/))
})

test('a cursor of one list is none of another', async () => {
  const body = (name: string) => ({ body: { name } })
  for (const name of ['Rowan', 'Hazel']) await send('POST /agents', body(name))
  const { next } = await api.ask<{ next: string }>('GET /agents?limit=1', { key: here.olivia.key })
  expect(await send(`GET /agents?limit=1&cursor=${next}`)).toMatchObject({ status: 200 })
  for (const list of ['conversations', 'knowledge/documents', 'api-keys'])
    expect(await send(`GET /${list}?cursor=${next}`)).toMatchObject(refused(400, 'invalid', /cursor/))
})

test('sequence numbers beyond any conversation are the end of it, others are refused', async () => {
  const path = `GET /conversations/${own.conversationId}/messages`
  for (const seq of [3, 2 ** 31, 2 ** 53 - 1])
    expect(await send(`${path}?afterSeq=${seq}`)).toMatchObject({ status: 200, body: { items: [], next: null } })
  for (const seq of ['-1', '1.5', 'x', '1e400', '99999999999999999999'])
    expect(await send(`${path}?afterSeq=${seq}`)).toMatchObject(refused(400, 'invalid', /afterSeq/))
})

test('ids may be written in capitals; what is no id names nothing', async () => {
  expect(await send(`GET /agents/${own.agentId.toUpperCase()}`)).toMatchObject({
    status: 200,
    body: { id: own.agentId },
  })
  for (const id of ['1', 'null', '..%2f..', '%00', `${own.agentId}x`, `{${own.agentId}}`, "'%20OR%201=1", '💥'])
    expect(await send(`GET /agents/${id}`), id).toMatchObject(refused(404, 'not-found', /no such agent/))
})

test('a batch takes 500 documents and not one more, and of a repeated external id the last one counts', async () => {
  const documents = Array.from({ length: 501 }, (_, n) => ({ externalId: `doc-${n}`, text: `Text ${n}` }))
  const batch = (all: object[]) => send('POST /knowledge/documents/batch', { body: { documents: all } })
  expect(await batch(documents)).toMatchObject(refused(400, 'invalid', /^\/documents: .*500/))
  expect(await batch([])).toMatchObject(refused(400, 'invalid', /^\/documents/))
  const broken = [{ text: 'Good' }, { text: '' }, { text: 1 }]
  expect(await batch(broken)).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/documents/1/text' }, { pointer: '/documents/2/text' }] },
  })
  const twins = [
    { externalId: 'twin', text: 'The first' },
    { externalId: 'twin', text: 'The last' },
  ]
  const { items } = (await batch(twins)).body as { items: { id: string }[] }
  expect(items.map(item => item.id)).toEqual([items[0]?.id, items[0]?.id])
  const { text } = await api.ask<{ text: string }>(`GET /knowledge/documents/${items[0]?.id}`, { key: here.olivia.key })
  expect(text).toBe('The last')
})

test.each([
  ['nothing', ''],
  ['only spaces', ' \n\t '],
  ['more than a customer writes', 'x'.repeat(10_001)],
])('a chat message with %s is refused and starts no conversation', async (_, text) => {
  const lastOf = async () => (await send('GET /conversations?limit=100')).body as { items: unknown[] }
  const before = (await lastOf()).items.length
  expect(await send('POST /chat', { body: { agentId: own.agentId, text } })).toMatchObject(
    refused(400, 'invalid', /^\/text/),
  )
  expect((await lastOf()).items).toHaveLength(before)
})
