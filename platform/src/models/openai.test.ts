import { startFakeModel } from '@frontdesk/testing/fake-model'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openAiEmbeddingModel, openAiLanguageModel } from './openai.ts'
import type { ModelRequest } from './port.ts'

const fake = await startFakeModel()
const openai = openAiLanguageModel({ baseUrl: fake.url, apiKey: 'sk-vera' })
afterAll(() => fake.close())
beforeEach(() => fake.reset())

const ask = (request: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'gpt-3.5-turbo',
  messages: [
    { role: 'system', content: 'Answer from [[1]] Parcels' },
    { role: 'user', content: 'Where is my parcel?' },
  ],
  passages: [],
  question: 'Where is my parcel?',
  answerable: true,
  signal: new AbortController().signal,
  ...request,
})

const asked = (content: string) => ask({ messages: [{ role: 'user', content }] })

async function hear(request: ModelRequest) {
  const pieces: string[] = []
  const finish = await openai.stream(request, text => pieces.push(text))
  return { pieces, text: pieces.join(''), finish }
}

test('an answer arrives as text and then with what it cost', async () => {
  const { text, finish } = await hear(ask())
  expect(text).toMatch(/^You can do that .*\[\[1\]\]/)
  expect(finish).toEqual({
    reason: 'stop',
    usage: { inputTokens: 100, outputTokens: 20 },
    model: 'gpt-3.5-turbo',
    toolCalls: [],
  })
})

test('the key, the model and the settings of the agent reach the provider', async () => {
  await hear(ask({ temperature: 0.3, maxOutputTokens: 50 }))
  expect(fake.calls[0]?.authorization).toBe('Bearer sk-vera')
  expect(fake.calls[0]?.body).toMatchObject({ model: 'gpt-3.5-turbo', temperature: 0.3, max_tokens: 50, stream: true })
})

test('a reasoning model is not sent what it would refuse', async () => {
  await hear(ask({ model: 'o3-mini', temperature: 0.3, maxOutputTokens: 50 }))
  const body = fake.calls[0]?.body
  expect(body).toMatchObject({ max_completion_tokens: 50 })
  expect(body).not.toHaveProperty('temperature')
  expect(body?.messages?.[0]?.role).toBe('developer')
})

test('text survives quotes, backslashes, line ends and letters of every script', async () => {
  const words = 'He said "no\\yes" \\" — grüße 👩‍👩‍👧 日本語\n\n- data: [DONE] \\\\'
  expect((await hear(asked(`Repeat {{say=${words}}}`))).text).toBe(words)
})

test('a paced answer is shown token by token', async () => {
  expect((await hear(asked('{{tokens=5 delay=15}}'))).pieces).toHaveLength(5)
})

test('a server that does not count tokens is a server that costs nothing', async () => {
  const { finish } = await hear(asked('{{fault=no-usage}}'))
  expect(finish).toMatchObject({ usage: { inputTokens: 0, outputTokens: 0 } })
})

test('an answer cut at its limit says so', async () => {
  expect((await hear(asked('{{fault=length}}'))).finish).toMatchObject({ reason: 'length' })
})

test('stopping ends the stream with the reason given and hangs up on the provider', async () => {
  const stop = new AbortController()
  const reason = new Error('Vera pressed stop')
  const request = ask({ ...asked('{{tokens=500 delay=10}}'), signal: stop.signal })
  await expect(openai.stream(request, () => stop.abort(reason))).rejects.toBe(reason)
  await expect.poll(() => fake.openAnswers()).toBe(0)
})

test('a reader who breaks down hangs up on the provider', async () => {
  const fault = new Error('The reader broke down')
  const reading = openai.stream(asked('{{tokens=500 delay=10}}'), () => {
    throw fault
  })
  await expect(reading).rejects.toMatchObject({ cause: fault })
  await expect.poll(() => fake.openAnswers()).toBe(0)
})

test('three hundred answers stream at once', async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, () => hear(asked('{{tokens=4 delay=20}}'))))
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['You can do that']))
})

const embeddings = openAiEmbeddingModel({ baseUrl: fake.url, model: 'text-embedding-3-small' })

test('an embedding that cannot be had is a failure of the same kinds', async () => {
  await expect(embeddings.embed(['{{fault=http-401}}'])).rejects.toMatchObject({
    kind: 'authentication',
    retryable: false,
  })
})
