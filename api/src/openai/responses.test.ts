import { type ChatDesk, chatDesk, listen } from '@frontdesk/testing/chat-desk'
import OpenAI from 'openai'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let openai: OpenAI
beforeAll(async () => {
  desk = await chatDesk()
  const baseURL = `${await listen(desk.api)}/api/openai/v1`
  openai = new OpenAI({ apiKey: desk.world.olivia.key, baseURL, maxRetries: 0 })
})

const question = 'How long does a refund take?'
const ask = (input: string, more: object = {}) => openai.responses.create({ model: desk.agentId, input, ...more })

test('a response is the agent’s answer with its citations, and can be read again', async () => {
  const response = await ask(question)
  expect(response).toMatchObject({ status: 'completed', error: null, usage: { input_tokens: 100, output_tokens: 20 } })
  const [item] = response.output
  const [part] = item?.type === 'message' ? item.content : []
  if (part?.type !== 'output_text') throw new Error('There is no text')
  expect(part.text).toBe(response.output_text)
  const [annotation] = part.annotations
  if (annotation?.type !== 'url_citation') throw new Error('There is no citation')
  expect(annotation).toMatchObject({ title: 'Returns', url: 'https://northwind.example/returns' })
  expect(part.text.slice(annotation.start_index, annotation.end_index)).toBe('[1]')
  expect(await openai.responses.retrieve(response.id)).toMatchObject({
    id: response.id,
    output: response.output,
    output_text: response.output_text,
    conversation: response.conversation,
  })
})

test('a response goes on with an earlier one, or with a conversation', async () => {
  const first = await ask('I bought a bicycle.')
  const second = await ask('It is red. {{say=Red it is}}', { previous_response_id: first.id })
  const third = await ask('And it is fast. {{say=Fast it is}}', { conversation: first.conversation?.id })
  expect([second.conversation, third.conversation]).toEqual([first.conversation, first.conversation])
  expect(second.output_text).toBe('Red it is')
  const { items } = await desk.read<{ items: { text: string }[] }>(`/conversations/${first.conversation?.id}/messages`)
  expect(items).toHaveLength(6)
})

test('what the client told before becomes the beginning of the conversation', async () => {
  const response = await openai.responses.create({
    model: desk.agentId,
    instructions: 'Talk like a pirate.',
    input: [
      { role: 'developer', content: 'Be short.' },
      { role: 'user', content: [{ type: 'input_text', text: 'I bought a bicycle.' }] },
      { role: 'assistant', content: 'Lovely!' },
      { role: 'user', content: 'It is red. {{say=Red it is}}' },
    ],
  })
  expect(response.metadata).toMatchObject({ ignored: 'instructions, system messages' })
  const { items } = await desk.read<{ items: { text: string }[] }>(
    `/conversations/${response.conversation?.id}/messages`,
  )
  expect(items.map(({ text }) => text)).toEqual([
    'I bought a bicycle.',
    'Lovely!',
    'It is red. {{say=Red it is}}',
    'Red it is',
  ])
})

test('the events of a stream tell one story, in order, and end with the response that can be read again', async () => {
  const stream = await openai.responses.create({
    model: desk.agentId,
    input: `${question} {{tokens=20 delay=5}}`,
    stream: true,
  })
  const types: string[] = []
  let text = ''
  let last = -1
  let completed: OpenAI.Responses.Response | undefined
  for await (const event of stream) {
    expect(event.sequence_number).toBe(last + 1)
    last = event.sequence_number
    if (event.type !== types.at(-1)) types.push(event.type)
    if (event.type === 'response.output_text.delta') text += event.delta
    if (event.type === 'response.output_text.done') expect(event.text).toBe(text)
    if (event.type === 'response.completed') completed = event.response
  }
  expect(types).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.delta',
    'response.output_text.annotation.added',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ])
  const again = await openai.responses.retrieve(completed?.id ?? '')
  expect(again.output).toEqual(completed?.output)
  expect(again.output_text).toBe(text)
})

test('the client’s own reader of streams gathers the same response', async () => {
  const gathered = await openai.responses.stream({ model: desk.agentId, input: question }).finalResponse()
  expect(gathered.output_text).toBe((await openai.responses.retrieve(gathered.id)).output_text)
})

test('an answer that fails says so, whole, streamed and read again', async () => {
  await expect(ask('Hello {{fault=http-400}}')).rejects.toMatchObject({ status: 503, type: 'server_error' })
  const stream = await openai.responses.create({ model: desk.agentId, input: 'Hello {{fault=http-400}}', stream: true })
  const events = []
  for await (const event of stream) events.push(event)
  const end = events.at(-1)
  if (end?.type !== 'response.failed') throw new Error(`It ended with ${end?.type}`)
  expect(end.response.error).toMatchObject({ code: 'server_error', message: expect.stringMatching(/Ask again/) })
  expect(await openai.responses.retrieve(end.response.id)).toMatchObject({ status: 'failed', output: [] })
})

test('what is no response of theirs is not there', async () => {
  for (const id of ['resp_nonsense', 'nonsense', `resp_${desk.agentId}`])
    await expect(openai.responses.retrieve(id)).rejects.toMatchObject({ status: 404 })
  await expect(ask('Hello', { previous_response_id: 'resp_nonsense' })).rejects.toMatchObject({ status: 404 })
  await expect(ask('Hello', { conversation: desk.agentId })).rejects.toMatchObject({ status: 404 })
})
