import type { Agent } from '@frontdesk/contract/agents'
import type { ChatAnswer, TurnTrace } from '@frontdesk/contract/chat'
import type { Conversation, Message } from '@frontdesk/contract/conversations'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { allEvents, readerOf } from '@frontdesk/testing/sent-events'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, beforeEach, expect, test } from 'vitest'

let shop: ToolServer
let desk: ChatDesk
beforeAll(async () => {
  shop = await startToolServer(() => ({ body: { ok: true }, delayMs: 300 }))
  desk = await chatDesk([shop.host])
  return () => shop.close()
})
beforeEach(() => settings({}))

const olivia = () => desk.world.olivia.key
const settings = (handOver: object, more: object = {}) =>
  desk.api.ask<Agent>(`PATCH /agents/${desk.agentId}`, { key: olivia(), body: { handOver, ...more } })
const says = async (text: string, more: object = {}) => {
  const { status, body } = await desk.sayForJson(text, more)
  expect(status, JSON.stringify(body)).toBe(200)
  return body as ChatAnswer
}
const conversation = (id: string) => desk.read<Conversation>(`/conversations/${id}`)
const messages = async (id: string) => (await desk.read<{ items: Message[] }>(`/conversations/${id}/messages`)).items
const act = <T = Conversation>(id: string, what: string, body?: object, key = olivia()) =>
  desk.api.ask<T>(`POST /conversations/${id}/${what}`, { key, ...(body ? { body } : {}) })
const plan = (...messages: object[]) => `Please help. {{plan=${JSON.stringify(messages)}}}`
const handsOver = {
  name: 'hand_over',
  arguments: { reason: 'The refund is above my limit', summary: 'Order 17, 300 €' },
}

test('an agent hands over with a reason and a summary; the customer reads one line, and people answer from then on', async () => {
  const answer = await says(plan({ say: 'I see.', calls: [handsOver] }, { say: 'Never said.' }))
  expect(answer).toMatchObject({
    status: 'handed-over',
    message: { text: 'I see.\n\nI have passed this on to our team. Somebody will answer you here.' },
  })
  const { conversationId, turnId } = answer
  const why = { cause: 'agent', reason: 'The refund is above my limit', summary: 'Order 17, 300 €' }
  expect(await conversation(conversationId)).toMatchObject({ handler: 'queue', handOver: why, status: 'open' })
  expect((await conversation(conversationId)).waitingSince).not.toBeNull()
  expect(await desk.read<TurnTrace>(`/turns/${turnId}`)).toMatchObject({ status: 'handed-over', handOver: why })

  const calls = desk.fake.calls.length
  const next = await says('Hello? Are you there?', { conversationId })
  expect(next).toMatchObject({ status: 'handed-over', message: null })
  expect(desk.fake.calls).toHaveLength(calls)
  const streamed = readerOf(await allEvents(await desk.say('Still here.', { conversationId })))
  expect(streamed).toMatchObject({ text: '', metadata: { status: 'handed-over', messageId: null } })
  expect((await messages(conversationId)).map(({ sender, seq }) => [seq, sender])).toEqual([
    [1, 'customer'],
    [2, 'agent'],
    [3, 'customer'],
    [4, 'customer'],
  ])
})

test('Olivia writes to the customer: she has the conversation, the customer waits no longer, and the agent gets it back with what was said', async () => {
  const { conversationId } = await says(plan({ calls: [handsOver] }))
  const said = await act<Message>(conversationId, 'messages', {
    text: 'Olivia here. I refund it.',
    clientMessageId: 'a',
  })
  expect(said).toMatchObject({ sender: 'person', author: { name: 'Olivia' }, seq: 3 })
  const again = await act<Message>(conversationId, 'messages', { text: 'Olivia here.', clientMessageId: 'a' })
  expect(again).toEqual(said)
  const same = { agentId: desk.agentId, conversationId, text: 'Hello', clientMessageId: 'a' }
  expect((await desk.api.call('POST /chat', { key: olivia(), body: same })).status).toBe(409)
  const taken = await conversation(conversationId)
  expect(taken).toMatchObject({ handler: 'person', waitingSince: null, lastSeq: 3 })
  expect(taken.assigneeId).toBe(said.author?.userId)
  expect(await act(conversationId, 'hand-back')).toMatchObject({ handler: 'ai', handOver: null })
  expect(await says('Thanks! {{say=You are welcome.}}', { conversationId })).toMatchObject({
    status: 'completed',
    message: { text: 'You are welcome.' },
  })
  expect(desk.fake.calls.at(-1)?.body.messages?.some(({ content }) => String(content).includes('Olivia here'))).toBe(
    true,
  )
})

test('taking over stops the answer under way; what it had planned is not done, and what waits for approval is refused', async () => {
  const tool = await desk.api.ask<{ id: string }>('POST /tools', {
    key: olivia(),
    body: {
      kind: 'http',
      name: 'pay out',
      effect: 'once',
      approval: 'always',
      request: { method: 'POST', url: `${shop.url}/pay` },
    },
  })
  await desk.api.ask(`PUT /agents/${desk.agentId}/tools`, { key: olivia(), body: { toolIds: [tool.id] } })
  const waiting = await says(plan({ calls: [{ name: 'pay_out', arguments: {} }] }, { say: 'Paid.' }))
  expect(waiting.status).toBe('waiting')
  await act(waiting.conversationId, 'take-over', undefined, desk.world.sam.key)
  const trace = await desk.read<TurnTrace>(`/turns/${waiting.turnId}`)
  expect(trace).toMatchObject({
    status: 'superseded',
    steps: [{ calls: [{ state: 'refused', reason: 'A person took over' }] }],
  })
  expect(shop.visits).toHaveLength(0)

  const response = await desk.say('Tell me all. {{tokens=200 delay=20}}')
  const id = String(response.headers.get('x-conversation-id'))
  await act(id, 'take-over')
  expect(readerOf(await allEvents(response)).metadata).toMatchObject({ status: 'superseded' })
  expect((await messages(id)).map(({ sender }) => sender)).toEqual(['customer'])
  expect((await conversation(id)).liveTurnId).toBeNull()
})

test('a plain wish for a person, and every kind of rule, hands over before the model is asked', async () => {
  const calls = desk.fake.calls.length
  const wished = await says('Kann ich bitte mit einem Menschen sprechen?')
  expect(wished).toMatchObject({ status: 'handed-over', message: { text: expect.stringContaining('unser Team') } })
  expect(await conversation(wished.conversationId)).toMatchObject({ handOver: { cause: 'customer' } })
  const team = await desk.api.ask<{ id: string }>('POST /teams', { key: olivia(), body: { name: 'Lawyers' } })
  await settings({
    line: 'One moment.',
    rules: [
      { name: 'Legal', when: { kind: 'says', phrases: ['My lawyer', 'Gericht'] }, teamId: team.id },
      { name: 'Dutch', when: { kind: 'language', languages: ['nl'] } },
      { name: 'VIP', when: { kind: 'attribute', attribute: 'plan', values: ['gold'] } },
      { name: 'Long', when: { kind: 'messages', atLeast: 3 } },
    ],
  })
  const legal = await says('You will hear from MY, lawyer!')
  expect(legal).toMatchObject({ message: { text: 'One moment.' } })
  expect(await conversation(legal.conversationId)).toMatchObject({
    teamId: team.id,
    handOver: { cause: 'rule', reason: 'Rule “Legal”', summary: '“You will hear from MY, lawyer!”' },
  })
  expect((await says('Wanneer kan ik mijn fiets ophalen in de winkel?')).status).toBe('handed-over')
  expect(desk.fake.calls).toHaveLength(calls)

  const golden = await says('My lawyers are fine. {{say=Good.}}')
  expect(golden.status).toBe('completed')
  const id = golden.conversationId
  await desk.api.ask(`PATCH /conversations/${id}`, { key: olivia(), body: { attributes: { plan: 'gold' } } })
  expect((await says('Hello', { conversationId: id })).status).toBe('handed-over')
  const third = await says('One {{say=1}}')
  await says('Two {{say=2}}', { conversationId: third.conversationId })
  expect((await says('Three', { conversationId: third.conversationId })).status).toBe('handed-over')
})

test('a promise of a person is made true; where there are no people none is offered', async () => {
  const text = 'Sorry. {{say=A colleague will get back to you tomorrow.}}'
  const promised = await says(text)
  expect(promised.status).toBe('handed-over')
  expect(await conversation(promised.conversationId)).toMatchObject({
    handler: 'queue',
    handOver: { cause: 'promise' },
  })
  await settings({ isEnabled: false })
  expect((await says(text)).status).toBe('completed')
  expect((await says('human please')).status).toBe('completed')
  const { tools, messages: told } = desk.fake.calls.at(-1)?.body ?? {}
  expect(JSON.stringify(tools ?? [])).not.toContain('hand_over')
  expect(told?.[0]?.content).toContain('nobody to pass the customer on to')
})

test('a model that fails hands over only where that is wished', async () => {
  const failing = 'Hello {{fault=http-400}}'
  expect((await desk.sayForJson(failing)).status).toBe(503)
  await settings({ onFailure: true })
  const handed = await says(failing)
  expect(handed).toMatchObject({ status: 'handed-over', message: { text: expect.stringContaining('cannot answer') } })
  expect(await conversation(handed.conversationId)).toMatchObject({ handOver: { cause: 'failure' } })
})

test('a conversation is resolved, noted and labelled by its agent, and a search finds what can be cited', async () => {
  await settings({}, { builtInTools: ['search_knowledge', 'resolve', 'set_attribute', 'label'] })
  const call = (name: string, given: object) => ({ name, arguments: given })
  const answer = await says(
    plan(
      { calls: [call('search_knowledge', { query: 'return a bike refund' })] },
      {
        calls: [
          call('set_attribute', { name: 'order', value: 17 }),
          call('label', { labels: ['refund', 'bike'] }),
          call('label', { labels: ['refund'] }),
          call('resolve', {}),
        ],
      },
      { say: 'Thirty days [[1]].' },
    ),
  )
  expect(answer).toMatchObject({
    status: 'completed',
    message: { text: 'Thirty days [1].', citations: [{ number: 1, title: 'Returns' }] },
  })
  const { conversationId } = answer
  expect(await conversation(conversationId)).toMatchObject({
    status: 'resolved',
    attributes: { order: 17 },
    labels: ['refund', 'bike'],
  })
  await says('Something new. {{say=Yes?}}', { conversationId })
  expect(await conversation(conversationId)).toMatchObject({ status: 'open' })
  expect(desk.fake.calls.at(-1)?.body.messages?.filter(({ role }) => role === 'user')).toHaveLength(1)
})

test('the queue is a list, somebody can be put into it by hand, and rivals and viewers do none of it', async () => {
  const { conversationId } = await says('Hello {{say=Hi.}}')
  const queued = await act(conversationId, 'hand-over', { reason: 'Wants a discount' })
  expect(queued).toMatchObject({ handler: 'queue', handOver: { cause: 'person', reason: 'Wants a discount' } })
  expect(await act(conversationId, 'hand-over', { reason: 'Again' })).toMatchObject({
    handOver: { reason: 'Wants a discount' },
  })
  const { items } = await desk.read<{ items: Conversation[] }>('/conversations?handler=queue&status=open')
  expect(items.map(({ id }) => id)).toContain(conversationId)
  expect(items.every(({ handler }) => handler === 'queue')).toBe(true)
  const { rita, vera } = desk.world
  for (const [what, body] of [
    ['take-over', undefined],
    ['hand-back', undefined],
    ['hand-over', { reason: 'Mine' }],
    ['messages', { text: 'Hello' }],
  ] as const) {
    const sent = (key: string) =>
      desk.api.call(`POST /conversations/${conversationId}/${what}`, { key, ...(body ? { body } : {}) })
    expect((await sent(rita.key)).status, what).toBe(404)
    expect((await sent(vera.key)).status, what).toBe(403)
  }
  expect((await messages(conversationId)).map(({ sender }) => sender)).toEqual(['customer', 'agent'])
})
