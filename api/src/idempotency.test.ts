import type { Agent } from '@frontdesk/contract/agents'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Named, type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

const create = (name: string, idempotencyKey: string, who: Named = here.olivia) =>
  api.call('POST /agents', { key: who.key, body: { name }, headers: { 'idempotency-key': idempotencyKey } })
const named = async (name: string, who: Named = here.olivia) => {
  const { items } = await api.ask<{ items: Agent[] }>('GET /agents?limit=100', { key: who.key })
  return items.filter(agent => agent.name === name)
}

test('the same request again gets the first answer, to the letter, and has no second effect', async () => {
  const key = newId()
  const first = await create('Rowan', key)
  const again = await create('Rowan', key)
  expect(first.status).toBe(201)
  expect(first.headers.get('idempotent-replayed')).toBeNull()
  expect(again).toMatchObject({ status: 201, body: first.body })
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(await named('Rowan')).toHaveLength(1)
})

test('another request under the same key is refused', async () => {
  const key = newId()
  await create('Hazel', key)
  expect(await create('Hazel the second', key)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
  const answer = { question: 'Why?', answer: 'Because.' }
  const headers = { 'idempotency-key': key }
  expect(await api.call('POST /knowledge/answers', { key: here.olivia.key, body: answer, headers })).toMatchObject({
    status: 422,
  })
  expect(await named('Hazel the second')).toEqual([])
})

test('of twins that come at the same moment one has the effect, and all get its answer', async () => {
  const key = newId()
  const answers = await Promise.all(Array.from({ length: 8 }, () => create('Twin', key)))
  for (const { status, body } of answers) {
    expect([201, 409]).toContain(status)
    if (status === 201) expect(body).toEqual(answers.find(answer => answer.status === 201)?.body)
  }
  expect(
    answers.filter(answer => answer.headers.get('idempotent-replayed') === null && answer.status === 201),
  ).toHaveLength(1)
  expect(await named('Twin')).toHaveLength(1)
})

test('one’s key means nothing to anybody else', async () => {
  const key = newId()
  const [mine, colleagues, rivals] = [
    await create('Shared', key),
    await create('Shared', key, here.adam),
    await create('Shared', key, here.rita),
  ]
  expect(new Set([mine, colleagues, rivals].map(({ body }) => (body as Agent).id)).size).toBe(3)
  expect(await named('Shared')).toHaveLength(2)
})

test('a refused request leaves its key free for the mended one', async () => {
  const key = newId()
  expect(await create('', key)).toMatchObject({ status: 400 })
  expect(await create('Linden', key)).toMatchObject({ status: 201 })
  expect(await create('Linden', newId(), here.vera)).toMatchObject({ status: 403 })
})

test('who may no longer do it gets no old answer either', async () => {
  const key = newId()
  const maker = await api.ask<{ id: string; secret: string }>('POST /api-keys', {
    key: here.olivia.key,
    body: { name: 'Import', permissions: ['agents.write'] },
  })
  const asMaker = { ...here.olivia, key: maker.secret }
  expect(await create('Elm', key, asMaker)).toMatchObject({ status: 201 })
  await api.ask(`DELETE /api-keys/${maker.id}`, { key: here.olivia.key })
  expect(await create('Elm', key, asMaker)).toMatchObject({ status: 401 })
})

test.each([
  ['empty', ''],
  ['with a space', 'a b'],
  ['too long', 'x'.repeat(256)],
  ['not of visible characters', 'ü'],
])('a key that is %s is refused', async (_, key) => {
  expect(await create('Never', key)).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(/Idempotency-Key/) },
  })
  expect(await named('Never')).toEqual([])
})

test('a batch of documents under a key is kept once, absent fields and all', async () => {
  const documents = [
    { externalId: 'a', title: 'A "quoted", {braced} title', text: 'Text' },
    { text: 'Without anything else, \\ and a backslash' },
  ]
  const headers = { 'idempotency-key': newId() }
  const push = () => api.call('POST /knowledge/documents/batch', { key: here.olivia.key, body: { documents }, headers })
  const [first, again] = [await push(), await push()]
  expect(first).toMatchObject({
    status: 201,
    body: {
      items: [
        { externalId: 'a', outcome: 'created' },
        { externalId: null, outcome: 'created' },
      ],
    },
  })
  expect(again.body).toEqual(first.body)
  const { items } = await api.ask<{ items: unknown[] }>('GET /knowledge/documents', { key: here.olivia.key })
  expect(items).toHaveLength(2)
})

test('kept answers are not readable in the database', async () => {
  await create('Oleander', newId())
  const { rows } = await here.platform.database.owner.query<{ body: string }>('SELECT body FROM idempotency_keys')
  expect(rows.length).toBeGreaterThan(0)
  for (const { body } of rows) expect(Buffer.from(body, 'base64').toString('latin1')).not.toContain('Oleander')
})
