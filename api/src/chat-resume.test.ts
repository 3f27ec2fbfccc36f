import type { Message } from '@frontdesk/contract/conversations'
import { keepLeases } from '@frontdesk/modules/engine/index'
import type { Api } from '@frontdesk/testing/api'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf, type SentEvent, sentEvents } from '@frontdesk/testing/sent-events'
import { beforeAll, expect, onTestFinished, test } from 'vitest'

let desk: ChatDesk
let elsewhere: Api
beforeAll(async () => {
  desk = await chatDesk()
  elsewhere = (await desk.anotherProcess()).api
})

const idOf = (response: Response) => String(response.headers.get('x-turn-id'))
const textOf = (events: SentEvent[]) => readerOf(events).text

/** From each event on: what was read up to it and what comes after it are the whole, once. */
const expectTheRest = async (turnId: string, whole: SentEvent[], on: Api) => {
  const text = textOf(whole)
  const ids = [...new Set(whole.flatMap(({ id }) => id ?? []))]
  expect(ids.length).toBeGreaterThan(5)
  for (const id of ids) {
    const before = whole.slice(0, whole.findLastIndex(event => event.id === id) + 1)
    const after = await allEvents(await desk.resume(turnId, id, on))
    expect(textOf(before) + textOf(after), `after ${id}`).toBe(text)
    expect(readerOf(after).types, `after ${id}`).not.toContain('data-reset')
    expect(readerOf(after).metadata).toMatchObject({ status: 'completed' })
    expect(after.at(-1)?.data).toBe('[DONE]')
    for (const event of after.slice(0, -1)) expect(event.id?.startsWith(`${turnId}:1:`)).toBe(true)
  }
}

test('whoever comes back after any event gets exactly the rest, here and from another process', async () => {
  const response = await desk.say('Tell me about returns 🚲 {{tokens=12 delay=15}}')
  const whole = await allEvents(response)
  await expectTheRest(idOf(response), whole, desk.api)
  await expectTheRest(idOf(response), whole, elsewhere)
})

test('several readers who join in mid-stream, here and elsewhere, all read the same to the end', async () => {
  const response = await desk.say('Tell me about returns {{tokens=40 delay=20}}')
  const turnId = idOf(response)
  const seen: SentEvent[] = []
  const late: Promise<[string, SentEvent[]]>[] = []
  for await (const event of sentEvents(response)) {
    seen.push(event)
    if (seen.length % 9 !== 0 || event.id === undefined) continue
    const before = textOf(seen)
    for (const on of [desk.api, elsewhere])
      late.push(desk.resume(turnId, event.id, on).then(async rest => [before, await allEvents(rest)]))
  }
  expect(late.length).toBeGreaterThan(4)
  for (const [before, rest] of await Promise.all(late)) expect(before + textOf(rest)).toBe(textOf(seen))
})

test('another process tells the text while it is written, not only at the end', async () => {
  const response = await desk.say('Tell me about returns {{tokens=100 delay=20}}')
  const deltas = (await allEvents(await desk.resume(idOf(response), undefined, elsewhere))).filter(({ data }) =>
    data.includes('text-delta'),
  )
  expect(deltas.length).toBeGreaterThan(2)
  expect(textOf(deltas)).toBe(textOf(await allEvents(response)))
})

test('a position that is not of this turn means from the start', async () => {
  const { body } = await desk.sayForJson('Hello')
  const { turnId, message } = body as Answered
  for (const id of ['', 'nonsense', `${crypto.randomUUID()}:1:5`, `${turnId}:x:1`, `${turnId}:1:-4`, `${turnId}:1`]) {
    const events = await allEvents(await desk.resume(turnId, id))
    expect(readerOf(events).types[0], id).toBe('start')
    expect(textOf(events), id).toBe(message.text)
  }
  for (const beyond of [`${turnId}:1:999999999`, `${turnId}:1:${message.text.length}`])
    expect(textOf(await allEvents(await desk.resume(turnId, beyond)))).toBe('')
})

test('an answer is finished and kept although nobody listens', async () => {
  const response = await desk.say('Tell me about returns {{tokens=20 delay=10}}')
  await response.body?.cancel()
  const events = await allEvents(await desk.resume(idOf(response)))
  const { conversationId, turnId } = readerOf(events).metadata as Record<string, string>
  expect(turnId).toBe(idOf(response))
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items.at(-1)).toMatchObject({ finish: 'complete', text: textOf(events) })
})

test('stop keeps what was written, for the conversation and for every reader', async () => {
  const response = await desk.say('Tell me about returns {{tokens=400 delay=20}}')
  const turnId = idOf(response)
  const { key } = desk.world.olivia
  const stop = () => desk.api.call(`POST /turns/${turnId}/cancel`, { key })
  const seen: SentEvent[] = []
  let stopped: ReturnType<typeof stop> | undefined
  for await (const event of sentEvents(response)) if (seen.push(event) === 8) stopped = stop()
  expect((await stopped)?.body).toEqual({ turnId, status: 'cancelled' })
  expect(readerOf(seen).types.at(-1)).toBe('abort')
  const { conversationId } = readerOf(seen).metadata as Record<string, string>
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items.at(-1)).toMatchObject({ sender: 'agent', finish: 'cancelled', text: textOf(seen) })
  expect(textOf(seen).length).toBeGreaterThan(5)
  expect(await desk.read(`/turns/${turnId}`)).toMatchObject({ status: 'cancelled', error: null })
  expect((await stop()).body).toEqual({ turnId, status: 'cancelled' })
  expect(textOf(await allEvents(await desk.resume(turnId, undefined, elsewhere)))).toBe(textOf(seen))
})

test('stop also reaches an answer that another process is writing', async () => {
  const { pubsub } = desk.world.platform
  const stopLeases = await keepLeases(desk.world.platform)
  onTestFinished(async () => void (await stopLeases()))
  const { api } = await desk.anotherProcess({ pubsub })
  const response = await desk.say('Tell me about returns {{tokens=400 delay=20}}')
  const turnId = idOf(response)
  const whole = allEvents(response)
  expect(await api.call(`POST /turns/${turnId}/cancel`, { key: desk.world.olivia.key })).toMatchObject({
    status: 200,
    body: { turnId, status: 'cancelled' },
  })
  expect(readerOf(await whole).types.at(-1)).toBe('abort')
})

test('of an answer that is kept, no piece is left beside it, whenever it ended', async () => {
  const { owner } = desk.world.platform.database
  // Pieces are kept after 150 ms, or 500 on the embedded database: these answers end before, at and after such a moment.
  const streams = Array.from({ length: 24 }, (_, n) => desk.say(`Returns? {{tokens=${8 + 2 * n} delay=13}}`))
  await Promise.all(streams.map(async stream => allEvents(await stream)))
  await new Promise(resolve => setTimeout(resolve, 200))
  const { rows } = await owner.query(
    `SELECT c.turn_id, c.start_offset FROM answer_chunks c JOIN turns t ON t.id = c.turn_id WHERE t.status = 'completed'`,
  )
  expect(rows).toEqual([])
})
