import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import { png } from '@frontdesk/testing/hostile-pictures'
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, PermissionDeniedError } from 'openai'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let baseURL: string
let openai: OpenAI
beforeAll(async () => {
  desk = await chatDesk()
  baseURL = `${await listen(desk.api)}/api/openai/v1`
  openai = clientWith(desk.world.olivia.key)
})

const clientWith = (apiKey: string) => new OpenAI({ apiKey, baseURL, maxRetries: 0 })

const question = 'How long does a refund take?'
const asked = (content = question) => [{ role: 'user', content } as const]

test('each agent is a model, found by its id and by its readable name', async () => {
  const { data } = await openai.models.list()
  const juniper = {
    id: desk.agentId,
    object: 'model',
    created: expect.any(Number),
    owned_by: 'frontdesk',
    name: 'Juniper',
    slug: 'juniper',
  }
  expect(data).toHaveLength(2)
  expect(data).toContainEqual(juniper)
  expect(await openai.models.retrieve(desk.agentId)).toEqual(juniper)
  expect(await openai.models.retrieve('juniper')).toEqual(juniper)
})

test('a chat completion is the agent’s answer with its citations, and stays as a conversation', async () => {
  const completion = await openai.chat.completions.create({ model: desk.agentId, messages: asked() })
  const [choice] = completion.choices
  const text = choice?.message.content ?? ''
  expect(text).toMatch(/\[1\]/)
  expect(choice).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant' } })
  const [annotation] = choice?.message.annotations ?? []
  expect(annotation).toMatchObject({
    type: 'url_citation',
    url_citation: { title: 'Returns', url: 'https://northwind.example/returns' },
  })
  const { start_index, end_index } = annotation?.url_citation ?? { start_index: 0, end_index: 0 }
  expect(text.slice(start_index, end_index)).toBe('[1]')
  expect(completion.usage).toMatchObject({ prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 })
  const { items } = await desk.read<{ items: { text: string }[] }>(
    `/conversations/${completion.metadata?.conversation_id}/messages`,
  )
  expect(items.map(message => message.text)).toEqual([question, text])
})

test('a streamed completion says the same, word by word, and counts at the end', async () => {
  const stream = await openai.chat.completions.create({
    model: 'juniper',
    messages: asked(`${question} {{tokens=20 delay=5}}`),
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  let deltas = 0
  let finish: string | null = null
  let usage: unknown
  for await (const chunk of stream) {
    const [choice] = chunk.choices
    text += choice?.delta.content ?? ''
    deltas += choice?.delta.content ? 1 : 0
    finish = choice?.finish_reason ?? finish
    usage = chunk.usage ?? usage
  }
  const whole = await openai.chat.completions.create({ model: desk.agentId, messages: asked() })
  expect(text).toBe(whole.choices[0]?.message.content)
  expect(deltas).toBeGreaterThan(3)
  expect(finish).toBe('stop')
  expect(usage).toEqual(whole.usage)
})

test('what the client told before is known to the agent, and stands in the conversation', async () => {
  const completion = await openai.chat.completions.create({
    model: desk.agentId,
    messages: [
      { role: 'system', content: 'Talk like a pirate.' },
      { role: 'user', content: 'I bought a bicycle.' },
      { role: 'assistant', content: 'Lovely! Which one?' },
      { role: 'user', content: 'The red one. {{say=Red it is}}' },
    ],
    temperature: 0.1,
  })
  expect(completion.choices[0]?.message.content).toBe('Red it is')
  expect(completion.metadata).toMatchObject({ ignored: 'temperature, system messages' })
  const { items } = await desk.read<{ items: { sender: string; text: string }[] }>(
    `/conversations/${completion.metadata?.conversation_id}/messages`,
  )
  expect(items.map(({ sender, text }) => `${sender}: ${text}`)).toEqual([
    'customer: I bought a bicycle.',
    'agent: Lovely! Which one?',
    'customer: The red one. {{say=Red it is}}',
    'agent: Red it is',
  ])
})

test('errors are those that the client knows', async () => {
  const ask = (client: OpenAI, more: object = {}) =>
    client.chat.completions.create({ model: desk.agentId, messages: asked(), ...more })
  await expect(ask(clientWith('fd_live_nonsense'))).rejects.toThrow(AuthenticationError)
  await expect(ask(clientWith(desk.world.vera.key))).rejects.toThrow(PermissionDeniedError)
  await expect(ask(openai, { model: 'nobody' })).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
    param: 'model',
  })
  await expect(ask(openai, { model: 'nobody' })).rejects.toThrow(NotFoundError)
  await expect(ask(openai, { messages: [] })).rejects.toThrow(BadRequestError)
})

test('pictures of a message are shown to the model, over both endpoints, with words or without', async () => {
  const url = `data:image/png;base64,${png(40, 30).toString('base64')}`
  const shown = () => JSON.stringify(desk.fake.calls.at(-1)?.body.messages?.at(-1))
  await openai.chat.completions.create({
    model: 'juniper',
    messages: [
      { role: 'user', content: [{ type: 'image_url', image_url: { url, detail: 'low' } }] },
      { role: 'assistant', content: 'A frame.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'And this?' },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ],
  })
  expect(shown()).toContain('And this?')
  expect(shown().match(/data:image\/png;base64,/g)).toHaveLength(1)
  const content = [{ type: 'input_image', image_url: url, detail: 'auto' } as const]
  const response = await openai.responses.create({ model: 'juniper', input: [{ role: 'user', content }] })
  expect(response.status).toBe('completed')
  expect(shown().match(/data:image\/png;base64,/g)).toHaveLength(1)
})
