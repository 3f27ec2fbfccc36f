import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import type { SqlTool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { openShop, type ShopDatabase, shopServers } from '@frontdesk/testing/customer-databases'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

const conversations = process.env.FULL_LISTS ? 120 : 16
const atOnce = 4
const dialects = (['postgresql', 'mysql'] as const).filter(dialect => shopServers[dialect])
const replayed = test.runIf(dialects.length > 0)

type Call = { name: string; arguments: Record<string, unknown> }
type Order = { id: number; email: string; total: string; items: number }

const orders: Order[] = Array.from({ length: 60 }, (_, index) => ({
  id: index + 1,
  email: `customer-${index % 7}’"\\${index % 3}@example.com`,
  total: ((index * 37) % 1000) / 10 === 0 ? '0.00' : (((index * 37) % 1000) / 10).toFixed(2),
  items: 1 + (index % 5),
}))

let desk: ChatDesk
let server: ToolServer
const shops: ShopDatabase[] = []
const notes = new Map<string, unknown[]>()

beforeAll(async () => {
  server = await startToolServer(({ segments, body }) => {
    const book = segments[1] ?? ''
    const kept = [...(notes.get(book) ?? []), (body as { note: unknown }).note]
    notes.set(book, kept)
    return { status: 201, body: { count: kept.length } }
  })
  for (const dialect of dialects) shops.push(await openShop(dialect, shopServers[dialect] ?? ''))
  desk = await chatDesk([server.host, ...shops.map(shop => shop.hostWithPort)])
  const { key } = desk.world.olivia
  const note = {
    kind: 'http',
    name: 'add_note',
    effect: 'once',
    approval: 'never',
    parameters: { type: 'object', properties: { book: { type: 'string' }, note: {} }, required: ['book', 'note'] },
    request: { method: 'POST', url: `${server.url}/notes/{book}`, body: { note: '{note}' } },
  }
  const tools = [await desk.api.ask<{ id: string }>('POST /tools', { key, body: note })]
  for (const shop of shops) tools.push(...(await toolsOf(shop)))
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: tools.map(tool => tool.id) } })
  return () => Promise.all([server.close(), ...shops.map(shop => shop.close())]).then(() => {})
}, 120_000)

/** Three questions to a shop: the orders of somebody, what some orders come to, and one that fails for a zero. */
const toolsOf = async (shop: ShopDatabase) => {
  const { key } = desk.world.olivia
  const { dialect, host, port, database, user, password, tls, relations } = shop
  const table = relations[0]?.replace('orders', 'all_orders')
  await shop.run(`DELETE FROM ${table}`)
  const quoted = (text: string) =>
    `'${text.replaceAll("'", "''").replaceAll('\\', dialect === 'mysql' ? '\\\\' : '\\')}'`
  const rows = orders.map(({ id, email, total, items }) => `(${id}, ${quoted(email)}, 'open', ${total}, ${items})`)
  await shop.run(`INSERT INTO ${table} (id, email, status, total, items) VALUES ${rows.join(', ')}`)
  const connection = await desk.api.ask<DatabaseConnection>('POST /database-connections', {
    key,
    body: { name: dialect, dialect, host, port, database, user, password, tls, relations },
  })
  const make = (name: string, properties: object, query: string) =>
    desk.api.ask<SqlTool>('POST /tools', {
      key,
      body: {
        kind: 'sql',
        name: `${name}_${dialect}`,
        databaseConnectionId: connection.id,
        parameters: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
        query,
        maxRows: 5,
      },
    })
  return [
    await make(
      'orders_of',
      { email: { type: 'string' } },
      `SELECT id, email, total, items FROM ${relations[0]} WHERE email = {email} ORDER BY id`,
    ),
    await make(
      'sum_of',
      { from: { type: 'integer' }, to: { type: 'integer' } },
      `SELECT COUNT(*) AS orders, MIN(email) AS email FROM ${relations[0]} WHERE id >= {from} AND id <= {to} AND items > 1`,
    ),
    await make('nothing_of', { id: { type: 'integer' } }, `SELECT nothing FROM ${relations[0]} WHERE id = {id}`),
  ]
}

/** What a call answers: the same rules for the databases and for what is expected of them. */
const answerOf = ({ name, arguments: given }: Call, written: unknown[]) => {
  if (name === 'add_note') {
    written.push(given.note)
    return { state: 'succeeded', result: { count: written.length } }
  }
  if (name.startsWith('nothing_of')) return { state: 'failed', result: { error: expect.stringContaining('nothing') } }
  if (name.startsWith('orders_of')) {
    const found = orders.filter(order => order.email === given.email)
    return { state: 'succeeded', result: { rows: found.slice(0, 5), truncated: found.length > 5 } }
  }
  const found = orders.filter(({ id, items }) => id >= Number(given.from) && id <= Number(given.to) && items > 1)
  const [least = null] = found.map(order => order.email).sort()
  return { state: 'succeeded', result: { rows: [{ orders: found.length, email: least }], truncated: false } }
}

const random = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
  return seed / 4_294_967_296
}

/** One to four customer turns; in each up to 20 calls over several messages: reads of databases side by side, notes between them. */
const scriptOf = (number: number) => {
  const next = random(number + 7)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T
  const book = `book-${number}`
  const call = (): Call => {
    const dialect = pick(dialects)
    const from = Math.floor(next() * 70)
    const kind = pick(['orders_of', 'orders_of', 'sum_of', 'nothing_of', 'add_note', 'add_note'])
    if (kind === 'add_note')
      return { name: kind, arguments: { book, note: pick(['a', 'ü 🚲', 12.5, null, [1, { a: '' }]]) } }
    const given = {
      orders_of: { email: pick([...orders.map(order => order.email), "nobody' OR '1'='1", '{email}', '']) },
      sum_of: { from, to: from + Math.floor(next() * 9) },
      nothing_of: { id: from },
    }[kind] as Record<string, unknown>
    return { name: `${kind}_${dialect}`, arguments: given }
  }
  const turns = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
    const messages: { calls: Call[] }[] = []
    for (let left = 1 + Math.floor(next() * 20); left > 0; ) {
      const calls = Array.from({ length: Math.min(left, 1 + Math.floor(next() * 4)) }, call)
      left -= calls.length
      messages.push({ calls })
    }
    return messages
  })
  return { book, turns }
}

const replay = async (number: number) => {
  const { book, turns } = scriptOf(number)
  const written: unknown[] = []
  let conversationId: string | undefined
  for (const messages of turns) {
    const text = `Next, please. {{plan=${JSON.stringify([...messages, { say: 'All done.' }])}}}`
    const { status, body } = await desk.sayForJson(text, conversationId ? { conversationId } : {})
    expect(status, JSON.stringify(body)).toBe(200)
    const answer = body as ChatAnswer
    conversationId = answer.conversationId
    const { steps } = await desk.read<TurnTrace>(`/turns/${answer.turnId}`)
    const told = steps.map(({ calls }) =>
      calls.map(({ name, arguments: given, state, result }) => ({ name, arguments: given, state, result })),
    )
    const expected = messages.map(({ calls }) => calls.map(call => ({ ...call, ...answerOf(call, written) })))
    expect(told, `${number}`).toEqual(expected)
  }
  expect(notes.get(book) ?? []).toEqual(written)
  return turns.flat().flatMap(({ calls }) => calls).length
}

replayed(
  `${conversations} conversations that read databases between notes are answered with exactly their rows`,
  { timeout: 300_000 },
  async () => {
    const before = await Promise.all(shops.map(shop => shop.contents()))
    let [next, calls] = [0, 0]
    const worker = async () => {
      while (next < conversations) {
        const made = await replay(next++)
        calls += made
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    expect(calls).toBeGreaterThan(conversations * 8)
    expect(await Promise.all(shops.map(shop => shop.contents()))).toEqual(before)
  },
)
