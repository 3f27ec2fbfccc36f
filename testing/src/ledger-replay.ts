import type { TurnTrace } from '@frontdesk/contract/chat'
import { expect } from 'vitest'
import type { Answered, ChatDesk } from './chat-desk.ts'

const atOnce = 4

export type Ledger = { entries: unknown[]; labels: Record<string, unknown>; balance: number }
type LedgerCall = { name: string; arguments: Record<string, unknown> }

export const emptyLedger = (): Ledger => ({ entries: [], labels: {}, balance: 100 })

/** What each call does to a ledger, and what it answers: the same rules for the server and for what is expected of it. */
export const apply = (ledger: Ledger, { name, arguments: given }: LedgerCall): { status: number; body: unknown } => {
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
  const call = (): LedgerCall => {
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
    const messages: { say?: string; calls: LedgerCall[] }[] = []
    for (let left = 1 + Math.floor(next() * 20); left > 0; ) {
      const calls = Array.from({ length: Math.min(left, 1 + Math.floor(next() * 4)) }, call)
      left -= calls.length
      messages.push({ ...(next() < 0.3 ? { say: 'One moment.' } : {}), calls })
    }
    return messages
  })
  return { book, turns }
}

/** Where the calls end: the ledgers as they are by now, and the names of the calls that came for a book, in order. */
type Books = { desk: ChatDesk; ledgers: ReadonlyMap<string, Ledger>; came(book: string): string[] }

const replay = async ({ desk, ledgers, came }: Books, number: number) => {
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
  const arrived = came(book)
  expect(arrived).toHaveLength(written.length)
  expect(arrived.filter(name => name !== 'read_ledger')).toEqual(
    written.map(({ name }) => name).filter(name => name !== 'read_ledger'),
  )
  return written.length
}

/**
 * So many conversations that work with tools, several at a time, each held against what was written for it: nothing doubled, lost,
 * reordered or altered. Gives how many calls there were.
 */
export const replayAll = async (books: Books, conversations: number): Promise<number> => {
  let next = 0
  let calls = 0
  const worker = async () => {
    while (next < conversations) {
      const made = await replay(books, next++)
      calls += made
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return calls
}

/** The four tools of a ledger: what they do to it, and what they take beside its book. */
export const ledgerTools = {
  read_ledger: { effect: 'read', properties: {} },
  add_entry: { effect: 'once', properties: { entry: {} } },
  take: { effect: 'once', properties: { amount: { type: 'number' }, share: { type: 'boolean' } } },
  set_label: { effect: 'idempotent', properties: { label: { type: 'string' }, value: {} } },
} as const

export type LedgerTool = keyof typeof ledgerTools

export const ledgerSchema = (name: LedgerTool) => ({
  type: 'object' as const,
  properties: { book: { type: 'string' }, ...ledgerTools[name].properties },
  required: ['book'],
})
