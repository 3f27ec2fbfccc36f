import type { Conversation, Message } from '@frontdesk/contract/conversations'
import { newId } from '@frontdesk/platform/ids'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf } from '@frontdesk/testing/sent-events'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
beforeAll(async () => {
  desk = await chatDesk()
})

const messagesOf = async (conversationId: string) =>
  (await desk.read<{ items: Message[] }>(`/conversations/${conversationId}/messages`)).items
const twice = <T>(run: () => Promise<T>, times = 5) => Promise.all(Array.from({ length: times }, run))
const answersOf = (replies: { body: unknown }[]) => replies.map(({ body }) => body as Answered)
const announced = async (conversationId: string) => {
  const { rows } = await desk.world.platform.database.owner.query<{ id: string }>(
    `SELECT subject_id AS id FROM outbox WHERE payload->>'conversationId' = $1 ORDER BY id`,
    [conversationId],
  )
  return rows.map(row => row.id)
}

test('the same message again, now or later, finds the first answer', async () => {
  const started = await desk.sayForJson('Hello')
  const { conversationId } = started.body as Answered
  const again = { conversationId, clientMessageId: 'second-message' }
  const replies = answersOf(await twice(() => desk.sayForJson('And how do I get a refund?', again)))
  const [later] = answersOf([await desk.sayForJson('And how do I get a refund?', again)])
  expect(new Set([...replies, later].map(reply => reply?.turnId)).size).toBe(1)
  for (const reply of replies) expect(reply).toEqual(later)
  const messages = await messagesOf(conversationId)
  expect(messages.map(message => message.seq)).toEqual([1, 2, 3, 4])
  expect((await announced(conversationId)).toSorted()).toEqual(messages.map(message => message.id).toSorted())
})

test('the first message of a conversation, sent five times at once, starts one conversation', async () => {
  const clientMessageId = newId()
  const replies = answersOf(await twice(() => desk.sayForJson('Hello', { clientMessageId })))
  expect(new Set(replies.map(reply => reply.conversationId)).size).toBe(1)
  expect(new Set(replies.map(reply => reply.turnId)).size).toBe(1)
  expect(await messagesOf(String(replies[0]?.conversationId))).toHaveLength(2)
  const streamed = readerOf(await allEvents(await desk.say('Hello', { clientMessageId })))
  expect(streamed.text).toBe(replies[0]?.message.text)
})

test('client ids of different people and conversations do not meet', async () => {
  const clientMessageId = '1'
  const [mine] = answersOf([await desk.sayForJson('Hello', { clientMessageId })])
  const theirs = await desk.api.ask<Answered>('POST /chat', {
    key: desk.world.adam.key,
    headers: { accept: 'application/json' },
    body: { agentId: desk.agentId, text: 'Hello', clientMessageId },
  })
  expect(theirs.conversationId).not.toBe(mine?.conversationId)
  const other = await desk.sayForJson('Hello', { clientMessageId, conversationId: theirs.conversationId })
  expect((other.body as Answered).turnId).toBe(theirs.turnId)
})

test('a newer message supersedes the answer that is being written, and is answered with both in mind', async () => {
  const first = await desk.say('Do you sell helmets? {{tokens=400 delay=20}}')
  const conversationId = String(first.headers.get('x-conversation-id'))
  desk.fake.reset()
  const second = await desk.sayForJson('Red ones, I mean.', { conversationId })
  expect(second.status).toBe(200)
  const reader = readerOf(await allEvents(first))
  expect(reader.types.at(-1)).toBe('abort')
  expect(reader.metadata).toMatchObject({ status: 'superseded', messageId: null })
  expect(await desk.read(`/turns/${first.headers.get('x-turn-id')}`)).toMatchObject({ status: 'superseded' })
  expect((await messagesOf(conversationId)).map(({ sender }) => sender)).toEqual(['customer', 'customer', 'agent'])
  const told = desk.fake.calls
    .at(-1)
    ?.body.messages?.slice(1)
    .map(message => message.content)
  expect(told).toEqual(['Do you sell helmets? {{tokens=400 delay=20}}', 'Red ones, I mean.'])
  const resumed = readerOf(await allEvents(await desk.resume(String(first.headers.get('x-turn-id')))))
  expect(resumed.metadata).toMatchObject({ status: 'superseded' })
})

test('twenty messages at once stand in one order without gaps, and the last of them is answered', async () => {
  const { conversationId } = (await desk.sayForJson('Hello')).body as Answered
  const streams = await Promise.all(
    Array.from({ length: 20 }, (_, n) => desk.say(`Question ${n} {{tokens=6 delay=5}}`, { conversationId })),
  )
  const readers = (await Promise.all(streams.map(allEvents))).map(readerOf)
  const messages = await messagesOf(conversationId)
  expect(messages.map(message => message.seq)).toEqual(messages.map((_, index) => index + 1))
  expect(messages.filter(({ sender }) => sender === 'customer')).toHaveLength(21)
  expect(messages.at(-1)?.sender).toBe('agent')
  const answered = readers.filter(reader => 'seq' in reader.metadata && reader.metadata.seq !== null)
  expect(messages.filter(({ sender }) => sender === 'agent')).toHaveLength(answered.length + 1)
  expect((await announced(conversationId)).toSorted()).toEqual(messages.map(message => message.id).toSorted())
  expect(await desk.read<Conversation>(`/conversations/${conversationId}`)).toMatchObject({
    liveTurnId: null,
    lastSeq: messages.length,
  })
})

test('a message to an agent who is not there leaves nothing behind and disturbs no answer', async () => {
  const first = await desk.say('Do you sell helmets? {{tokens=20 delay=10}}')
  const conversationId = String(first.headers.get('x-conversation-id'))
  expect(await desk.sayForJson('Hello?', { conversationId, agentId: newId() })).toMatchObject({ status: 404 })
  expect(readerOf(await allEvents(first)).metadata).toMatchObject({ status: 'completed', seq: 2 })
  expect((await messagesOf(conversationId)).map(message => message.seq)).toEqual([1, 2])
  expect(await announced(conversationId)).toHaveLength(2)
})

test('a message to an agent who was deleted is refused, while the conversation stays readable', async () => {
  const { key } = desk.world.olivia
  const { id } = await desk.api.ask<{ id: string }>('POST /agents', { key, body: { name: 'Rowan' } })
  const { conversationId } = (await desk.sayForJson('Hello', { agentId: id })).body as Answered
  await desk.api.ask(`DELETE /agents/${id}`, { key })
  expect(await desk.sayForJson('Hello?', { agentId: id, conversationId })).toMatchObject({ status: 404 })
  expect(await desk.sayForJson('Hello?', { agentId: id })).toMatchObject({ status: 404 })
  expect(await messagesOf(conversationId)).toHaveLength(2)
})
