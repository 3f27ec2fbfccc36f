import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ToolCall } from '@frontdesk/contract/tool-calls'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type FaultyTools, startFaultyTools, type ToolFault } from '@frontdesk/testing/faulty-tools'
import { beforeAll, expect, test } from 'vitest'

// Whole, each kind meets fifty turns; short, one of each effect.
const turns = process.env.FULL_LISTS ? 51 : 3
const effects = ['read', 'idempotent', 'once'] as const
// Of those who stay silent; everybody else has the time that tools have.
const timeoutOf = (url: string) => (/silence|byte/.test(url) ? (process.env.FULL_LISTS ? 5_000 : 700) : 20_000)
const budgetMs = 60_000

let desk: ChatDesk
let shop: FaultyTools
let asked = 0
const closedHost = '127.0.0.1:9'

beforeAll(async () => {
  shop = await startFaultyTools()
  desk = await chatDesk([shop.host, closedHost])
  return () => shop.close()
})

/** Every third customer's agent reads, sets, or does what happens once; all at the same time. */
const ask = async (url: string) => {
  const { key } = desk.world.olivia
  const parameters = { type: 'object', properties: { customer: { type: 'string' } }, required: ['customer'] }
  const toolIds: string[] = []
  asked += 1
  for (const effect of effects) {
    const body = {
      kind: 'http',
      name: `${effect}-${asked}`,
      effect,
      timeoutMs: timeoutOf(url),
      parameters,
      request: { method: 'POST', url },
    }
    toolIds.push((await desk.api.ask<Tool>('POST /tools', { key, body })).id)
  }
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key, body: { toolIds } })
  const ended = await Promise.all(
    Array.from({ length: turns }, async (_, number) => {
      const effect = effects[number % 3] ?? 'once'
      const plan = [
        { calls: [{ name: `${effect}-${asked}`, arguments: { customer: `c${number}` } }] },
        { say: 'I looked into it.' },
      ]
      const from = performance.now()
      const response = await desk.say(`Please. {{plan=${JSON.stringify(plan)}}}`)
      await response.text()
      const tookMs = performance.now() - from
      const trace = await desk.read<TurnTrace>(`/turns/${response.headers.get('x-turn-id')}`)
      return { effect, tookMs, trace, calls: trace.steps.flatMap(({ calls }) => calls) }
    }),
  )
  expect(Math.max(...ended.map(({ tookMs }) => tookMs))).toBeLessThan(budgetMs)
  expect(ended.filter(({ trace }) => trace.status !== 'completed')).toEqual([])
  expect(ended.filter(({ calls }) => calls.length !== 1)).toEqual([])
  return ended.flatMap(({ effect, calls }) => calls.map(call => ({ effect, call })))
}

const statesOf = (calls: Awaited<ReturnType<typeof ask>>, wanted: (typeof effects)[number]) => [
  ...new Set(calls.flatMap(({ effect, call }) => (effect === wanted ? [call.state] : []))),
]

/** What nobody knows of stands where people look for it. */
const listedAsUnknown = async (ids: readonly string[]) => {
  const listed = new Set<string>()
  let next: string | null = ''
  while (next !== null) {
    const page: { items: ToolCall[]; next: string | null } = await desk.read(
      `/tool-calls?state=unknown&limit=100${next && `&cursor=${next}`}`,
    )
    for (const { id } of page.items) listed.add(id)
    next = page.next
  }
  return ids.filter(id => !listed.has(id))
}

const expectOutcome = async (calls: Awaited<ReturnType<typeof ask>>, whenOnce: ToolCall['state'], other = 'failed') => {
  expect(statesOf(calls, 'read')).toEqual([other])
  expect(statesOf(calls, 'idempotent')).toEqual([other])
  expect(statesOf(calls, 'once')).toEqual([whenOnce])
  const unknown = calls.flatMap(({ call }) => (call.state === 'unknown' ? [call.id] : []))
  expect(await listedAsUnknown(unknown)).toEqual([])
}

const timeout = process.env.FULL_LISTS ? 120_000 : 20_000

test.each<[ToolFault, ToolCall['state'], string?]>([
  ['silence', 'unknown'],
  ['silence-after-headers', 'unknown'],
  ['byte-by-byte', 'unknown'],
  ['reset', 'unknown'],
  ['cut', 'unknown'],
  ['garbage', 'unknown'],
  ['too-much', 'unknown'],
  ['redirect', 'unknown'],
  ['http-404', 'failed'],
  ['http-429', 'failed'],
  ['http-500', 'failed'],
  ['http-502', 'unknown'],
  ['http-504', 'unknown'],
  ['no-json', 'succeeded', 'succeeded'],
])(
  'turns whose tool meets %s ask it exactly once, what happens once is then "%s", and all are answered',
  async (fault, whenOnce, other) => {
    await expectOutcome(await ask(shop.urlOf(fault)), whenOnce, other)
    const visits = shop.visits.filter(visit => visit.fault === fault)
    expect(visits).toHaveLength(turns)
    expect(new Set(visits.map(({ customer }) => customer)).size).toBe(turns)
    const keys = visits.flatMap(({ key }) => key ?? [])
    expect(keys).toHaveLength((turns / 3) * 2)
    expect(new Set(keys).size).toBe(keys.length)
  },
  timeout,
)

test.each([
  ['refuses connections', `http://${closedHost}/{customer}`],
  ['has a name that nobody knows', 'http://nobody.invalid/{customer}'],
])(
  'turns whose tool %s know that nothing happened, and are answered',
  async (_what, url) => expectOutcome(await ask(url), 'failed'),
  timeout,
)

test(
  'of a tool that does not speak TLS nobody knows what it made of the bytes, and turns are answered',
  async () => expectOutcome(await ask(`https://${shop.host}/silence/{customer}`), 'unknown'),
  timeout,
)
