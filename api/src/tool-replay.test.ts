import type { TurnTrace } from '@frontdesk/contract/chat'
import type { Tool } from '@frontdesk/contract/tools'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startToolServer, type ToolServer, type Visit } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

const conversations = process.env.FULL_LISTS ? 120 : 24
const atOnce = 4

type Ledger = { entries: unknown[]; labels: Record<string, unknown>; balance: number }
type Call = { name: string; arguments: Record<string, unknown> }

const emptyLedger = (): Ledger => ({ entries: [], labels: {}, balance: 100 })

/** What each call does to a ledger, and what it answers: the same rules for the server and for what is expected of it. */
const apply = (ledger: Ledger, { name, arguments: given }: Call): { status: number; body: unknown } => {
  switch (name) {
    case 'add_entry':
      ledger.entries.push(given.entry)
      return { status: 201, body: { count: ledger.entries.length } }
    case 'take':
      if (Number(given.amount) > ledger.balance) return { status: 409, body: { error: 'Not enough left' } }
      // Order matters: what is left after a share depends on what was taken before.
      ledger.balance = given.share
        ? ledger.balance * (1 - Number(given.amount) / 200)
        : ledger.balance - Number(given.amount)
      return { status: 200, body: { balance: ledger.balance } }
    case 'set_label':
      ledger.labels[String(given.label)] = given.value
      return { status: 200, body: { ok: true } }
    default:
      return { status: 200, body: structuredClone(ledger) }
  }
}

let server: ToolServer
let desk: ChatDesk
const ledgers = new Map<string, Ledger>()

const nameOf = ({ method, segments }: Visit) =>
  method === 'GET' ? 'read_ledger' : method === 'PUT' ? 'set_label' : segments[2] === 'take' ? 'take' : 'add_entry'

beforeAll(async () => {
  server = await startToolServer(visit => {
    const [, book = '', , label = ''] = visit.segments
    const ledger = ledgers.get(book) ?? emptyLedger()
    ledgers.set(book, ledger)
    const given = { ...(visit.body as object | undefined), ...(label ? { label } : {}) }
    return apply(ledger, { name: nameOf(visit), arguments: given })
  })
  desk = await chatDesk([server.host])
  const { key } = desk.world.olivia
  const book = { book: { type: 'string' } }
  const make = (name: string, effect: string, properties: object, request: object) =>
    desk.api.ask<Tool>('POST /tools', {
      key,
      body: {
        kind: 'http',
        name,
        effect,
        approval: 'never',
        parameters: { type: 'object', properties: { ...book, ...properties }, required: ['book'] },
        request,
      },
    })
  const tools = [
    await make('read_ledger', 'read', {}, { url: `${server.url}/ledgers/{book}` }),
    await make('add_entry', 'once', { entry: {} }, { method: 'POST', url: `${server.url}/ledgers/{book}/entries` }),
    await make(
      'take',
      'once',
      { amount: { type: 'number' }, share: { type: 'boolean' } },
      { method: 'POST', url: `${server.url}/ledgers/{book}/take` },
    ),
    await make(
      'set_label',
      'idempotent',
      { label: { type: 'string' }, value: {} },
      { method: 'PUT', url: `${server.url}/ledgers/{book}/labels/{label}` },
    ),
  ]
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds: tools.map(tool => tool.id) } })
  return () => server.close()
})

const random = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296
  return seed / 4_294_967_296
}

const strange = [
  'plain',
  'Ünïcödé 🚲',
  '"quotes" \\ and {braces}',
  '',
  '\n\t',
  12,
  -0.5,
  1e21,
  9_007_199_254_740_991,
  true,
  null,
  [1, [2, []]],
  { a: { b: null } },
  '{{not a marker}',
  '12',
]

/** One to four customer turns; in each up to 20 calls over several messages, some of them side by side, some refused by the server. */
const scriptOf = (number: number) => {
  const next = random(number + 1)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T
  const book = `book ${number}/${number % 7}`
  const call = (): Call => {
    const name = pick(['read_ledger', 'read_ledger', 'add_entry', 'take', 'set_label'])
    const more = {
      read_ledger: {},
      add_entry: { entry: pick(strange) },
      take: { amount: Math.round(next() * 600) / 10, share: next() < 0.4 },
      set_label: { label: pick(['a', 'ü/b', 'c d', '%2e', 'a?b#c']), value: pick(strange) },
    }[name]
    return { name, arguments: { book, ...more } }
  }
  const turns = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
    const messages: { say?: string; calls: Call[] }[] = []
    for (let left = 1 + Math.floor(next() * 20); left > 0; ) {
      const calls = Array.from({ length: Math.min(left, 1 + Math.floor(next() * 4)) }, call)
      left -= calls.length
      messages.push({ ...(next() < 0.3 ? { say: 'One moment.' } : {}), calls })
    }
    return messages
  })
  return { book, turns }
}

const replay = async (number: number) => {
  const { book, turns } = scriptOf(number)
  const expected = emptyLedger()
  let conversationId: string | undefined
  for (const messages of turns) {
    const text = `Next, please. {{plan=${JSON.stringify([...messages, { say: 'All done.' }])}}}`
    const { status, body } = await desk.sayForJson(text, conversationId ? { conversationId } : {})
    expect(status, JSON.stringify(body)).toBe(200)
    const answer = body as Answered
    conversationId = answer.conversationId
    expect(answer.message.text).toMatch(/All done\.$/)
    const trace = await desk.read<TurnTrace>(`/turns/${answer.turnId}`)
    expect(trace.steps.map(step => step.calls.map(each => [each.name, each.arguments]))).toEqual(
      messages.map(({ calls }) => calls.map(each => [each.name, each.arguments])),
    )
    for (const [index, { calls }] of messages.entries()) {
      const outcomes = calls.map(each => apply(expected, each))
      const got = trace.steps[index]?.calls ?? []
      expect(got.map(each => each.state)).toEqual(outcomes.map(({ status }) => (status < 300 ? 'succeeded' : 'failed')))
      for (const [place, { body: reply, status }] of outcomes.entries())
        if (status < 300) expect(got[place]?.result, `${number}`).toEqual(reply)
    }
  }
  expect(ledgers.get(book)).toEqual(expected)
  const written = turns.flat().flatMap(({ calls }) => calls)
  const came = server.visits.filter(visit => visit.segments[1] === book)
  expect(came).toHaveLength(written.length)
  expect(came.map(nameOf).filter(name => name !== 'read_ledger')).toEqual(
    written.map(({ name }) => name).filter(name => name !== 'read_ledger'),
  )
  return written.length
}

test(`${conversations} conversations that work with tools leave exactly the state that was written for them`, {
  timeout: 300_000,
}, async () => {
  let next = 0
  let calls = 0
  const worker = async () => {
    while (next < conversations) {
      const made = await replay(next++)
      calls += made
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  expect(calls).toBeGreaterThan(conversations * 8)
})
