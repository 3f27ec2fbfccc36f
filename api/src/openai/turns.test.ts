import type { Conversation } from '@frontdesk/contract/conversations'
import { newId } from '@frontdesk/platform/ids'
import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import OpenAI, { RateLimitError } from 'openai'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let openai: OpenAI
beforeAll(async () => {
  desk = await chatDesk()
  const baseURL = `${await listen(desk.api)}/api/openai/v1`
  openai = new OpenAI({ apiKey: desk.world.olivia.key, baseURL })
})

const asked = (content: string) => [{ role: 'user', content } as const]
const complete = (content: string, more: object = {}, options: object = {}) =>
  openai.chat.completions.create({ model: desk.agentId, messages: asked(content), ...more }, options)
const messagesOf = async (conversationId: unknown) =>
  (await desk.read<{ items: { text: string; finish: string | null }[] }>(`/conversations/${conversationId}/messages`))
    .items
const conversations = async () => (await desk.read<{ items: Conversation[] }>('/conversations?limit=100')).items

test('a completion goes on with the conversation that its metadata names', async () => {
  const first = await complete('I bought a bicycle.')
  const second = await complete('It is red. {{say=Red it is}}', {
    metadata: { conversation_id: first.metadata?.conversation_id },
  })
  expect(second.metadata?.conversation_id).toBe(first.metadata?.conversation_id)
  expect(await messagesOf(first.metadata?.conversation_id)).toHaveLength(4)
})

test('a user is a customer: what one said, another cannot go on with', async () => {
  const first = await complete('I bought a bicycle.', { user: 'victor' })
  const metadata = { conversation_id: first.metadata?.conversation_id }
  await expect(complete('It is red.', { user: 'vanessa', metadata })).rejects.toMatchObject({ status: 404 })
  await expect(complete('It is red.', { user: 'victor', metadata })).resolves.toMatchObject({ metadata })
})

test('a user who sends back what was said goes on with that very conversation, and nobody else does', async () => {
  type Messages = OpenAI.ChatCompletionMessageParam[]
  const ask = (messages: Messages, more: object, options = {}) => complete('', { messages, ...more }, options)
  const first = await ask(asked('I bought a bicycle.').slice(), { user: 'vito' })
  const said: Messages = [
    ...asked('I bought a bicycle.'),
    { role: 'assistant', content: first.choices[0]?.message.content ?? '' },
  ]
  const next: Messages = [...said, ...asked('It is red. {{say=Red it is}}')]
  const placeOf = async (more: object, messages = next, options = {}) =>
    (await ask(messages, more, options)).metadata?.conversation_id
  const place = first.metadata?.conversation_id
  expect(await placeOf({ user: 'viola' })).not.toBe(place)
  expect(await placeOf({})).not.toBe(place)
  expect(
    await placeOf({ user: 'vito' }, [...said.slice(0, 1), { role: 'assistant', content: 'No.' }, ...asked('Oh?')]),
  ).not.toBe(place)
  const headers = { 'idempotency-key': newId() }
  expect(await placeOf({ user: 'vito' }, next, { headers })).toBe(place)
  expect(await placeOf({ user: 'vito' }, next, { headers })).toBe(place)
  expect(await messagesOf(place)).toHaveLength(4)
  const last: Messages = [...next, { role: 'assistant', content: 'Red it is' }, ...asked('Fine.')]
  expect(await placeOf({ user: 'vito' }, last)).toBe(place)
  expect(await placeOf({ user: 'vito' })).not.toBe(place)
})

test('who stops reading does not stop the answer', async () => {
  const stream = await openai.chat.completions.create({
    model: desk.agentId,
    messages: asked('Tell me more. {{tokens=30 delay=10}}'),
    stream: true,
  })
  let conversationId: unknown
  for await (const chunk of stream) {
    if ('metadata' in chunk) conversationId = (chunk.metadata as Record<string, string>).conversation_id
    if (chunk.choices[0]?.delta.content) break
  }
  stream.controller.abort()
  await expect.poll(async () => (await messagesOf(conversationId)).at(-1)?.finish).toBe('complete')
})

test('the same Idempotency-Key again finds the first answer, with and without a history', async () => {
  for (const before of [[], [...asked('I bought a bicycle.'), { role: 'assistant', content: 'Lovely!' }]]) {
    const headers = { 'idempotency-key': newId() }
    const ask = () => complete('x', { messages: [...before, ...asked('How long does a refund take?')] }, { headers })
    const count = (await conversations()).length
    const first = await ask()
    const again = await ask()
    expect(again.id).toBe(first.id)
    expect(again.choices).toEqual(first.choices)
    expect(await conversations()).toHaveLength(count + 1)
  }
})

test('an answer that fails is an error, streamed too, and the client does not ask again by itself', async () => {
  const count = (await conversations()).length
  await expect(complete('Hello {{fault=http-400}}')).rejects.toMatchObject({ status: 503, type: 'server_error' })
  expect(await conversations()).toHaveLength(count + 1)
  const stream = await openai.chat.completions.create({
    model: desk.agentId,
    messages: asked('Hello {{fault=http-400}}'),
    stream: true,
  })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toMatchObject({ type: 'server_error', message: expect.stringMatching(/Ask again/) })
})

test('a newer message supersedes an answer that is being written', async () => {
  const first = await complete('I bought a bicycle.')
  const metadata = { conversation_id: first.metadata?.conversation_id }
  const slow = complete('It is red. {{tokens=50 delay=50}}', { metadata })
  const failing = expect(slow).rejects.toMatchObject({ status: 409 })
  await expect.poll(async () => (await messagesOf(metadata.conversation_id)).length).toBe(3)
  await complete('No, blue. {{say=Blue it is}}', { metadata })
  await failing
  expect((await messagesOf(metadata.conversation_id)).at(-1)?.text).toBe('Blue it is')
})

test('where people have the conversation, the reply is empty and says so', async () => {
  const first = await complete('I bought a bicycle.', { user: 'vance' })
  const { conversation_id: id } = first.metadata ?? {}
  expect(first.metadata).toMatchObject({ status: 'completed' })
  await desk.api.ask(`POST /conversations/${id}/take-over`, { key: desk.world.olivia.key })
  const metadata = { conversation_id: id ?? '' }
  const taken = await complete('It is red.', { user: 'vance', metadata })
  expect(taken).toMatchObject({ metadata: { status: 'handed-over' }, choices: [{ message: { content: '' } }] })
  const response = await openai.responses.create({ model: desk.agentId, input: 'And fast.', user: 'vance', metadata })
  expect(response).toMatchObject({ status: 'completed', output_text: '', metadata: { status: 'handed-over' } })
  const stream = await openai.responses.create({
    model: desk.agentId,
    input: 'Hello?',
    user: 'vance',
    metadata,
    stream: true,
  })
  const types: string[] = []
  for await (const { type } of stream) types.push(type)
  expect([types[0], types.at(-1)]).toEqual(['response.created', 'response.completed'])
})

test('who asks more than a key may in a minute waits', async () => {
  const { limits } = desk.world.platform.config
  const before = limits.key
  limits.key = 1
  try {
    const key = await desk.api.ask<{ secret: string }>('POST /api-keys', {
      key: desk.world.adam.key,
      body: { name: 'Busy', permissions: ['agents.read'] },
    })
    const busy = new OpenAI({ apiKey: key.secret, baseURL: openai.baseURL, maxRetries: 0 })
    await busy.models.list()
    const refusal = await busy.models.list().then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(RateLimitError)
    expect(refusal).toMatchObject({ code: 'rate_limit_exceeded' })
    expect((refusal as RateLimitError).headers?.get('retry-after')).toMatch(/^\d+$/)
  } finally {
    limits.key = before
  }
})
