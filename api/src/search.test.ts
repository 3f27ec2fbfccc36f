import { keepWordsRead } from '@frontdesk/modules/conversations/index'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test, vi } from 'vitest'

type Mark = { start: number; end: number }
type Match = { messageSeq: number | null; excerpt: string; marks: Mark[] }
type Item = { id: string; title: string; match?: Match }
type Page = { items: Item[]; next: string | null }

let here: World
let api: Api
let agentId: string
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  agentId = (await api.ask<Item>('POST /agents', { key: here.olivia.key, body: { name: 'Juniper' } })).id
})

const json = { accept: 'application/json' }

const say = async (text: string, more: object = {}): Promise<string> => {
  const body = { agentId, text, ...more }
  const { conversationId } = await api.ask<{ conversationId: string }>('POST /chat', {
    key: here.olivia.key,
    headers: json,
    body,
  })
  return conversationId
}

const search = (text: string, more = '', key = here.olivia.key) =>
  api.ask<Page>(`GET /conversations?search=${encodeURIComponent(text)}${more}`, { key })

const idsOf = ({ items }: Page) => items.map(({ id }) => id)

test('a conversation is found by its words as soon as they are kept: in any order, case and accents, the last half typed', async () => {
  const id = await say('My crème-coloured Bicycle never ARRIVED')
  for (const text of ['bicycle', 'arrived bicycle', 'CREME', 'Crème bicy', 'never arriv', '"never arrived"'])
    expect(idsOf(await search(text)), text).toEqual([id])
  for (const text of ['bicycles', 'arriv bicycle', 'bicycle unicorn'])
    expect(idsOf(await search(text)), text).toEqual([])
})

test('words may stand in different messages, in the title, or in what is known of the customer', async () => {
  const body = { model: agentId, user: 'shopper-7781', messages: [{ role: 'user', content: 'Hello there, tandem' }] }
  await api.send('POST /api/openai/v1/chat/completions', { key: here.olivia.key, body })
  const id = idsOf(await search('tandem'))[0] ?? ''
  await say('The saddle squeaks', { conversationId: id })
  expect(idsOf(await search('saddle tandem'))).toEqual([id])
  expect(idsOf(await search('7781 squeaks'))).toEqual([id])
  const change = (body: object) => api.ask(`PATCH /conversations/${id}`, { key: here.olivia.key, body })
  await change({ title: 'Noise complaint', attributes: { name: 'Zdeněk', order: 40_417 } })
  expect(idsOf(await search('zdenek noise'))).toEqual([id])
  expect((await search('40417')).items[0]?.match).toEqual({
    messageSeq: null,
    excerpt: 'order: 40417',
    marks: [{ start: 7, end: 12 }],
  })
  await change({ title: 'Something else', attributes: { name: null } })
  expect(idsOf(await search('zdenek'))).toEqual([])
  expect(idsOf(await search('complaint'))).toEqual([])
  expect(idsOf(await search('tandem'))).toEqual([id])
})

test('each finding says in which message the words stand, and marks them in a line of it', async () => {
  const id = await say('Hello, it is about a wheel')
  await say('The wheel has a broken spoke', { conversationId: id })
  const { items } = await search('spoke wheel')
  const match = items[0]?.match
  expect(match).toMatchObject({ messageSeq: 3, excerpt: 'The wheel has a broken spoke' })
  expect(match?.marks.map(({ start, end }) => match.excerpt.slice(start, end))).toEqual(['wheel', 'spoke'])
  expect((await api.ask<Page>('GET /conversations?limit=1', { key: here.olivia.key })).items[0]).not.toHaveProperty(
    'match',
  )
})

test('findings come by their latest activity, page by page, and keep to the other filters', async () => {
  const ids: string[] = []
  for (let n = 0; n < 7; n++) {
    ids.unshift(await say(`Pannier number ${n}`))
    here.platform.clock.advance(1_000)
  }
  await api.ask(`PATCH /conversations/${ids[2]}`, { key: here.olivia.key, body: { status: 'resolved' } })
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: Page = await search('pannier', `&limit=3${next && `&cursor=${next}`}`)
    seen.push(...idsOf(page))
    next = page.next
  }
  expect(seen).toEqual(ids)
  expect(idsOf(await search('pannier', '&status=resolved'))).toEqual([ids[2]])
  expect(idsOf(await search('pannier', '&handler=queue'))).toEqual([])
  expect(idsOf(await search('pannier', `&agentId=${newId()}`))).toEqual([])
})

test('another organization finds nothing of it, and what it says itself', async () => {
  const id = await say('Confidential derailleur')
  expect(await search('derailleur', '', here.rita.key)).toEqual({ items: [], next: null })
  expect(idsOf(await search('derailleur'))).toEqual([id])
})

const odd = [
  'a & b',
  'bell | bike',
  '!bell',
  '(bell',
  'bell:*',
  "bell':*",
  "'; DROP TABLE messages; --",
  '\\bell\\',
  'be%ll_',
  'bell <-> ring',
  'be\0ll',
  '\ud800bell',
  '🔔🔔',
  '!!!',
  '"',
  "''",
  '   \t  ',
  'x',
  '退',
  'ﷺ',
  'a'.repeat(200),
  'ß'.repeat(200),
  'b '.repeat(100),
  'c'.repeat(10_000),
]

test.each(odd.map(text => [JSON.stringify(text).slice(0, 40), text]))(
  '%s is searched or refused, and breaks nothing',
  async (_, text) => {
    const { status, body } = await api.call(`GET /conversations?search=${encodeURIComponent(text.toWellFormed())}`, {
      key: here.olivia.key,
    })
    const length = text.trim().length
    expect(status).toBe(length >= 2 && length <= 200 && !text.includes('\0') ? 200 : 400)
    if (!/\p{L}/u.test(text) && status === 200) expect(body).toEqual({ items: [], next: null })
  },
)

test('a word that very many conversations have is looked for in the latest of them, a stretch at a time', async () => {
  const crowd = 7_400
  const mark = here.organizationId.slice(-8)
  const { owner } = here.platform.database
  await owner.query(
    `INSERT INTO conversations (organization_id, id, agent_id, title, created_by, last_activity_at, created_at, last_seq)
    SELECT '${here.organizationId}', gen_random_uuid(), '${agentId}', 'x', 'crowd', timestamptz '2020-01-01' + n * interval '1 second', now(), 0
    FROM generate_series(1, ${crowd}) n`,
  )
  // The database would go on looking for each of them as if there were few.
  await owner.query('ANALYZE conversations')
  await owner.query(
    `INSERT INTO conversation_words (organization_id, conversation_id, seq, words)
    SELECT organization_id, id, 0, array_to_tsvector(CASE WHEN last_activity_at < '2020-01-01 00:35:00'
      THEN ARRAY['${mark}common', '${mark}old'] ELSE ARRAY['${mark}common', '${mark}young'] END)
    FROM conversations WHERE organization_id = '${here.organizationId}' AND created_by = 'crowd'`,
  )
  const first = await search('common', '&limit=50')
  expect(first.items).toHaveLength(50)
  const second = await search('common', `&limit=50&cursor=${first.next}`)
  expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(100)
  // 2,099 are old and further back than one request looks; it says where to go on.
  const empty = await search('old', '&limit=50')
  expect(empty.items).toEqual([])
  expect((await search('old', `&limit=50&cursor=${empty.next}`)).items).toHaveLength(50)
})

test('what is not read yet is read in the background, of every organization', async () => {
  const id = await say('A windscreen for a recumbent')
  const stop = keepWordsRead(here.platform)
  const { owner } = here.platform.database
  const read = async () =>
    (await owner.query(`SELECT seq FROM conversation_words WHERE conversation_id = '${id}'`)).rows
  await vi.waitFor(async () => expect(await read()).toEqual([{ seq: 2 }]), 5_000)
  await stop()
})
