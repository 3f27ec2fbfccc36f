import { startFakeModel } from '@frontdesk/testing/fake-model'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openAiLanguageModel } from './openai.ts'
import type { LanguageModel, ModelRequest } from './port.ts'
import { withRetries } from './retry.ts'

const fake = await startFakeModel()
afterAll(() => fake.close())
beforeEach(() => fake.reset())

const hasty = { firstChunkMs: 200, betweenChunksMs: 150, stepMs: 3_000, backoff: { firstMs: 4, mostMs: 20 } }

const asking = (question: string, signal = new AbortController().signal): ModelRequest => ({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: question }],
  passages: [],
  question,
  answerable: true,
  signal,
})

async function hear(model: LanguageModel, question: string) {
  let text = ''
  try {
    const { reason } = await model.stream(asking(question), piece => {
      text += piece
    })
    return { text, ended: reason }
  } catch (failure) {
    return { text, failure }
  }
}

const patientFor = (baseUrl: string) => withRetries(openAiLanguageModel({ baseUrl, apiKey: 'test' }), hasty)

test.each([
  ['http-400', 'bad-request', 1],
  ['http-401', 'authentication', 1],
  ['http-403', 'authentication', 1],
  ['http-404', 'not-found', 1],
  ['http-408', 'timeout', 3],
  ['http-409', 'overloaded', 3],
  ['http-413', 'bad-request', 1],
  ['http-422', 'bad-request', 1],
  ['http-429', 'rate-limit', 3],
  ['spend-cap', 'quota', 1],
  ['http-500', 'server', 3],
  ['http-502', 'server', 3],
  ['http-503', 'overloaded', 3],
  ['http-529', 'overloaded', 3],
  ['reset', 'network', 3],
  ['silence', 'timeout', 3],
  ['silence-after-headers', 'timeout', 3],
  ['byte-per-second', 'timeout', 3],
  ['cut-before-text', 'network', 3],
  ['malformed', 'malformed', 3],
  ['not-a-stream', 'malformed', 3],
  ['error-event', 'server', 3],
  ['empty', 'empty', 3],
])('a model that answers with %s fails as "%s" after %i requests', async (fault, kind, requests) => {
  const heard = await hear(patientFor(fake.url), `Where is my parcel? {{fault=${fault}}}`)
  expect(heard.failure).toMatchObject({ name: 'ModelFailure', kind })
  expect(heard.text).toBe('')
  expect(fake.callCount()).toBe(requests)
})

test.each([
  ['silence-mid-stream', 'timeout'],
  ['cut', 'network'],
  ['end-early', 'network'],
  ['error-event-mid-stream', 'server'],
])('a model that goes wrong with %s after text was shown fails as "%s" and is not asked again', async (fault, kind) => {
  const heard = await hear(patientFor(fake.url), `Where is my parcel? {{fault=${fault}}}`)
  expect(heard.failure).toMatchObject({ kind })
  expect(heard.text).toMatch(/^You can do that/)
  expect(fake.callCount()).toBe(1)
})

test.each([
  ['a port where nobody listens', 'http://127.0.0.1:9/v1'],
  ['a name that does not exist', 'http://nobody.invalid/v1'],
  ['a server that does not speak TLS', fake.url.replace('http:', 'https:')],
])('%s is a network failure', async (_what, baseUrl) => {
  const heard = await hear(patientFor(baseUrl), 'Where is my parcel?')
  expect(heard.failure).toMatchObject({ kind: 'network', retryable: true })
})

test('a model that recovers answers as if nothing had happened', async () => {
  const heard = await hear(patientFor(fake.url), 'Where is my parcel? {{fault=http-500 times=2}}')
  expect(heard).toEqual({ text: expect.stringContaining('account settings'), ended: 'stop' })
  expect(fake.callCount()).toBe(3)
})

test('a provider that names a time is asked again then, not sooner and little later', async () => {
  const heard = await hear(patientFor(fake.url), 'Where is my parcel? {{fault=http-429 retry-after=1 times=1}}')
  expect(heard.ended).toBe('stop')
  const [first, second] = fake.calls
  const waited = (second?.at ?? 0) - (first?.at ?? 0)
  expect(waited).toBeGreaterThanOrEqual(990)
  expect(waited).toBeLessThan(1_900)
})

test('a provider that asks for more time than the step has is not waited for', async () => {
  const started = performance.now()
  const heard = await hear(patientFor(fake.url), 'Where is my parcel? {{fault=http-429 retry-after=30}}')
  expect(heard.failure).toMatchObject({ kind: 'rate-limit', retryAfterMs: 30_000 })
  expect(fake.callCount()).toBe(1)
  expect(performance.now() - started).toBeLessThan(5_000)
})
