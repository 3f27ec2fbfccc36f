import type { Message } from '@frontdesk/contract/conversations'
import { keepLeases } from '@frontdesk/modules/engine/index'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf, type SentEvent, sentEvents } from '@frontdesk/testing/sent-events'
import { beforeAll, expect, onTestFinished, test } from 'vitest'

let desk: ChatDesk
beforeAll(async () => {
  desk = await chatDesk()
})

/** Another process that finds every lease run out: it takes over all that this one is writing. */
const successor = async () => {
  const other = await desk.anotherProcess()
  // Well past any lease, also those that a test gave out with a clock ahead of its time.
  other.platform.clock.advance(600_000)
  const stop = await keepLeases(other.platform)
  onTestFinished(async () => void (await stop()))
  return other
}

/** The first time that the model is asked it falls silent half way; whoever asks again gets the whole answer. */
const stuck = (about: string) => `Tell me about ${about} {{tokens=40 fault=silence-mid-stream times=1}}`

/** Reads until something of the answer is in the database, so that there is something to take back. */
const readSome = async (response: Response) => {
  const events = sentEvents(response)
  const seen: SentEvent[] = []
  while (readerOf(seen).text.length < 60) {
    const { value } = await events.next()
    if (value) seen.push(value)
  }
  return { seen, events }
}

test('an answer whose process is gone is written anew by another, and its reader is told to begin anew', async () => {
  const question = stuck('returns')
  const response = await desk.say(question)
  const turnId = String(response.headers.get('x-turn-id'))
  const { seen } = await readSome(response)
  const { api } = await successor()
  const after = await allEvents(await desk.resume(turnId, seen.at(-1)?.id, api))
  expect(readerOf(after).types).toContain('data-reset')
  const reader = readerOf([...seen, ...after])
  expect(reader.metadata).toMatchObject({ status: 'completed' })
  const { conversationId } = reader.metadata as Record<string, string>
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items.map(({ sender, text }) => [sender, text])).toEqual([
    ['customer', question],
    ['agent', reader.text],
  ])
  expect(await desk.read(`/turns/${turnId}`)).toMatchObject({ status: 'completed', attempt: 2 })
})

test('a process that lost its lease keeps nothing, and hands its readers on', async () => {
  const response = await desk.say('Tell me about returns {{tokens=60 delay=40}}')
  const { seen, events } = await readSome(response)
  await successor()
  for await (const event of events) seen.push(event)
  const reader = readerOf(seen)
  expect(reader.types.filter(type => type === 'data-reset')).toHaveLength(1)
  expect(reader.types.filter(type => type === 'finish' || type === 'abort')).toEqual(['finish'])
  const { conversationId } = reader.metadata as Record<string, string>
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items.map(message => [message.seq, message.sender])).toEqual([
    [1, 'customer'],
    [2, 'agent'],
  ])
  expect(items[1]?.text).toBe(reader.text)
  const { rows } = await desk.world.platform.database.owner.query('SELECT * FROM answer_chunks WHERE turn_id = $1', [
    response.headers.get('x-turn-id'),
  ])
  expect(rows).toEqual([])
})

test('a process that comes back to its own lease after it ran out begins anew, once', async () => {
  const question = stuck('refunds')
  const response = await desk.say(question)
  const { seen, events } = await readSome(response)
  desk.world.platform.clock.advance(60_000)
  const stop = await keepLeases(desk.world.platform)
  onTestFinished(async () => void (await stop()))
  for await (const event of events) seen.push(event)
  const reader = readerOf(seen)
  expect(reader.types.filter(type => type === 'data-reset')).toHaveLength(1)
  expect(reader.metadata).toMatchObject({ status: 'completed', seq: 2 })
  const { conversationId } = reader.metadata as Record<string, string>
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items.map(({ text }) => text)).toEqual([question, reader.text])
})

test('an answer that nobody could finish in three attempts fails with a reason', async () => {
  const response = await desk.say(stuck('bells'))
  const turnId = String(response.headers.get('x-turn-id'))
  await desk.world.platform.database.owner.query('UPDATE turns SET attempt = 3 WHERE id = $1', [turnId])
  const { api } = await successor()
  const reader = readerOf(await allEvents(await desk.resume(turnId, undefined, api)))
  expect(reader.error).toMatch(/Ask again/)
  expect(await desk.read(`/turns/${turnId}`)).toMatchObject({ status: 'failed', error: { code: 'interrupted' } })
})

test('a stop that was asked for while nobody wrote is obeyed by whoever finds the turn', async () => {
  const response = await desk.say(stuck('locks'))
  const turnId = String(response.headers.get('x-turn-id'))
  await desk.world.platform.database.owner.query('UPDATE turns SET cancel_requested = true WHERE id = $1', [turnId])
  const { api } = await successor()
  expect(readerOf(await allEvents(await desk.resume(turnId, undefined, api))).metadata).toMatchObject({
    status: 'cancelled',
  })
})

test('an answer that breaks off after it was shown begins anew by itself', async () => {
  const events = await allEvents(await desk.say('Tell me about returns {{fault=cut times=1}}'))
  const reader = readerOf(events)
  expect(reader.types.filter(type => type === 'data-reset')).toHaveLength(1)
  expect(reader.metadata).toMatchObject({ status: 'completed' })
  const { conversationId, turnId } = reader.metadata as Record<string, string>
  const { items } = await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)
  expect(items[1]?.text).toBe(reader.text)
  expect(await desk.read(`/turns/${turnId}`)).toMatchObject({ attempt: 2 })
  const early = events.find(({ data }) => data.includes('text-delta'))?.id
  const resumed = readerOf(await allEvents(await desk.resume(String(turnId), early)))
  expect(resumed.types).toContain('data-reset')
  expect(resumed.text).toBe(reader.text)
})
