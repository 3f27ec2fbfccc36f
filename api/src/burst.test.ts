import type { TurnTrace } from '@frontdesk/contract/chat'
import { keepLeases } from '@frontdesk/modules/engine/index'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeAll, expect, onTestFinished, test } from 'vitest'

let desk: ChatDesk

beforeAll(async () => {
  desk = await chatDesk()
})

const wait = (burstMs: number, more: object = {}) =>
  desk.api.ask(`PATCH /agents/${desk.agentId}`, { key: desk.world.olivia.key, body: { burstMs, ...more } })
const idsOf = ({ headers }: Response) => ({
  turnId: String(headers.get('x-turn-id')),
  conversationId: String(headers.get('x-conversation-id')),
})
const callsWith = (text: string) => desk.fake.calls.filter(({ body }) => JSON.stringify(body).includes(text))
const told = () =>
  desk.fake.calls
    .at(-1)
    ?.body.messages?.slice(1)
    .map(({ content }) => content)

test('messages that follow each other quickly are answered once, and the model is asked once', async () => {
  await wait(400)
  desk.fake.reset()
  const first = idsOf(await desk.say('Hello'))
  const { conversationId } = first
  await desk.say('I want to send something back', { conversationId })
  const last = await desk.sayForJson('How many days do I have? {{say=Thirty.}}', { conversationId })
  expect([last.status, (last.body as Answered).message]).toMatchObject([200, { text: 'Thirty.', seq: 4 }])
  expect(desk.fake.calls).toHaveLength(1)
  expect(told()).toEqual(['Hello', 'I want to send something back', 'How many days do I have? {{say=Thirty.}}'])
  expect(await desk.read(`/turns/${first.turnId}`)).toMatchObject({ status: 'superseded' })
})

test('what a customer said in several messages is searched for as one question', async () => {
  await wait(0)
  const first = await desk.say('How many days do I have to return something? {{tokens=400 delay=20}}')
  const { conversationId } = idsOf(first)
  const { body } = await desk.sayForJson('thanks', { conversationId })
  const trace = await desk.read<TurnTrace>(`/turns/${(body as Answered).turnId}`)
  expect(trace.searchedFor).toMatch(/^How many days do I have to return something\?.*\nthanks$/)
  expect(trace.passages.length).toBeGreaterThan(0)
})

test('a wish for a person is heard in whichever message of a burst it stands', async () => {
  await wait(300)
  const { conversationId } = idsOf(await desk.say('I want to talk to a human'))
  const { body } = await desk.sayForJson('It is about my parcel', { conversationId })
  expect(body).toMatchObject({ status: 'handed-over' })
})

test('somebody who goes on writing is answered all the same, after three waits', async () => {
  await wait(250)
  const { conversationId } = idsOf(await desk.say('One of many'))
  const until = performance.now() + 3_000
  while (callsWith('One of many').length === 0 && performance.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 100))
    await desk.say('And another', { conversationId })
  }
  expect(callsWith('One of many').length).toBeGreaterThan(0)
})

test('a question whose process is gone before it began to answer is answered by another', async () => {
  await wait(5_000)
  const { turnId } = idsOf(await desk.say('Hello {{say=Good day.}}'))
  const other = await desk.anotherProcess()
  other.platform.clock.advance(600_000)
  const stop = await keepLeases(other.platform)
  onTestFinished(async () => void (await stop()))
  await expect
    .poll(() => desk.read(`/turns/${turnId}`), { timeout: 4_000 })
    .toMatchObject({ status: 'completed', attempt: 2 })
  expect(callsWith('Good day')).toHaveLength(1)
})

test('an answer that is stopped while it waits is never begun', async () => {
  await wait(400)
  const { turnId } = idsOf(await desk.say('Never mind'))
  const { key } = desk.world.olivia
  expect(await desk.api.ask(`POST /turns/${turnId}/cancel`, { key })).toMatchObject({ status: 'cancelled' })
  await new Promise(resolve => setTimeout(resolve, 500))
  expect(callsWith('Never mind')).toHaveLength(0)
})

test('a wait is no longer than five seconds, and a published version keeps its own', async () => {
  const { key } = desk.world.olivia
  for (const burstMs of [-1, 5_001, 1.5])
    expect(await desk.api.call(`PATCH /agents/${desk.agentId}`, { key, body: { burstMs } })).toMatchObject({
      status: 400,
    })
  await wait(300)
  await desk.api.ask(`POST /agents/${desk.agentId}/publish`, { key, body: {} })
  await wait(0)
  const { conversationId } = idsOf(await desk.say('Hello'))
  desk.fake.reset()
  await desk.sayForJson('Are you there? {{say=Yes.}}', { conversationId })
  expect(desk.fake.calls).toHaveLength(1)
  expect(told()).toEqual(['Hello', 'Are you there? {{say=Yes.}}'])
})
