import type { Agent } from '@frontdesk/contract/agents'
import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { Tool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf } from '@frontdesk/testing/sent-events'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, beforeEach, expect, test } from 'vitest'

const mail = 'vera@example.com'
let shop: ToolServer
let desk: ChatDesk
beforeAll(async () => {
  shop = await startToolServer(() => ({
    body: { owner: 'victor@example.com', phone: '+49 170 1234567', order: 'A-17' },
  }))
  desk = await chatDesk([shop.host])
  return () => shop.close()
})
beforeEach(() => {
  desk.fake.obey([])
  return guardrails({}).then(() => undefined)
})

const guardrails = (given: object) =>
  desk.api.ask<Agent>(`PATCH /agents/${desk.agentId}`, { key: desk.world.olivia.key, body: { guardrails: given } })
const says = async (text: string, more: object = {}) => {
  const { status, body } = await desk.sayForJson(text, more)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as ChatAnswer
}
const textOf = ({ message }: ChatAnswer) => message?.text
const trace = ({ turnId }: ChatAnswer) => desk.read<TurnTrace>(`/turns/${turnId}`)
const prompts = () => desk.fake.calls.map(({ raw }) => raw.toString()).join('\n')

test('a forbidden topic in the question is answered with its reply, and no model is asked', async () => {
  await guardrails({ forbiddenTopics: [{ name: 'Law', phrases: ['legal advice'], reply: 'Please ask a lawyer.' }] })
  const calls = desk.fake.calls.length
  const answer = await says('Can you give me LEGAL  advice, please?')
  expect(answer).toMatchObject({ status: 'completed', message: { text: 'Please ask a lawyer.' } })
  expect(desk.fake.calls).toHaveLength(calls)
  expect((await trace(answer)).guardrails).toEqual([{ kind: 'forbidden-topic', where: 'question', detail: 'Law' }])
})

test('a sentence of the answer on a forbidden topic is replaced, before anybody reads a word of it', async () => {
  await guardrails({ forbiddenTopics: [{ name: 'Rivals', phrases: ['Southwind'], reply: 'I only speak for us.' }] })
  const said = 'We sell bikes. Southwind sells them cheaper. So does Southwind elsewhere. Ours last longer.'
  desk.fake.obey([{ words: 'Tell me all', calls: [], say: said }])
  const { text } = readerOf(await allEvents(await desk.say('Tell me all.')))
  expect(text).toBe('We sell bikes. I only speak for us. Ours last longer.')
})

test('the first answer of a conversation says that an AI answers, in the customer’s language or our words, and no other', async () => {
  await guardrails({ disclosure: { isEnabled: true } })
  const first = await says('Wie lange kann ich das Rad zurückgeben? {{say=Dreißig Tage.}}')
  expect(textOf(first)).toBe('Hier antwortet eine KI.\n\nDreißig Tage.')
  const { conversationId } = first
  expect(textOf(await says('Danke! {{say=Gern.}}', { conversationId }))).toBe('Gern.')
  await guardrails({ disclosure: { isEnabled: true, line: 'Juniper is an AI.' } })
  expect(textOf(await says('Hello {{say=Hi.}}'))).toBe('Juniper is an AI.\n\nHi.')
  expect(prompts()).toContain('Never deny that you are an AI')
})

test('models see placeholders for personal data; the customer and tools get the real values', async () => {
  const tool = await desk.api.ask<Tool>('POST /tools', {
    key: desk.world.olivia.key,
    body: {
      kind: 'http',
      name: 'find',
      effect: 'read',
      parameters: { type: 'object', properties: { mail: { type: 'string' } }, required: ['mail'] },
      request: { method: 'GET', url: `${shop.url}/find` },
    },
  })
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key: desk.world.olivia.key, body: { toolIds: [tool.id] } })
  await guardrails({
    maskPersonalData: { isEnabled: true, patterns: [{ name: 'CUSTOMER_NUMBER', pattern: 'NW-\\d{4}' }] },
  })
  desk.fake.reset()
  const say = 'Found [EMAIL_2] and [PHONE_1] for [CUSTOMER_NUMBER_1], card [CARD_1], account [IBAN_1]. Not [EMAIL_9].'
  desk.fake.obey([{ words: 'Look me up', calls: [{ name: 'find', arguments: { mail: '[EMAIL_1]' } }], say }])
  const asked = `Look me up. I am ${mail}, NW-4711, card 4111 1111 1111 1111, account DE89 3704 0044 0532 0130 00. [EMAIL_2]`
  const answer = await says(asked)
  expect(textOf(answer)).toBe(
    `Found victor@example.com and +49 170 1234567 for NW-4711, card 4111 1111 1111 1111, account DE89 3704 0044 0532 0130 00. Not [EMAIL_9].`,
  )
  expect(shop.visits.at(-1)?.query).toEqual({ mail })
  desk.fake.obey([])
  const next = await says('And now? {{say=Fine.}}', { conversationId: answer.conversationId })
  expect(textOf(next)).toBe('Fine.')
  for (const secret of [mail, 'NW-4711', '4111 1111', 'DE89', 'victor@', '1234567'])
    expect(prompts()).not.toContain(secret)
  const { guardrails: notes, steps } = await trace(answer)
  expect(notes).toMatchObject([
    { kind: 'personal-data', detail: expect.stringContaining('Look me up. I am [EMAIL_1], [CUSTOMER_NUMBER_1]') },
  ])
  expect(steps[0]).toMatchObject({ calls: [{ arguments: { mail } }] })
})

test('a pattern that no engine of ours can look for is refused, with its place', async () => {
  for (const pattern of ['(', '(?=a)', 'a*']) {
    const body = { guardrails: { maskPersonalData: { isEnabled: true, patterns: [{ name: 'ODD', pattern }] } } }
    const refused = await desk.api.call(`PATCH /agents/${desk.agentId}`, { key: desk.world.olivia.key, body })
    expect(refused).toMatchObject({ status: 400 })
    expect(JSON.stringify(refused.body)).toContain('/guardrails/maskPersonalData/patterns/0/pattern')
  }
})

test('what nothing covers is not said, or people go on', async () => {
  await guardrails({ claimCheck: 'remove' })
  const say = 'A refund takes five working days. [[1]] You also get 500 euros. Delivery takes two hours.'
  desk.fake.obey([{ words: 'How long does', calls: [], say }])
  const answer = await says('How long does a refund take?')
  expect(textOf(answer)).toBe('A refund takes five working days. [1]')
  expect((await trace(answer)).guardrails.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['claim', 'You also get 500 euros.'],
    ['claim', 'Delivery takes two hours.'],
  ])
  desk.fake.obey([{ words: 'How long does', calls: [], say: 'Delivery takes two hours.' }])
  expect(textOf(await says('How long does a refund take?'))).toBe('I could not find a reliable answer to this.')
  await guardrails({ claimCheck: 'hand-over' })
  const handed = await says('How long does a refund take?')
  expect(handed).toMatchObject({ status: 'handed-over' })
  expect(await trace(handed)).toMatchObject({
    handOver: { cause: 'claim', reason: 'Nothing covers this: “Delivery takes two hours.”' },
  })
})
