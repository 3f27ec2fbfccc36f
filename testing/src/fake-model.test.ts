import { afterAll, beforeEach, expect, test } from 'vitest'
import { startFakeModel } from './fake-model.ts'

const fake = await startFakeModel({ models: { 'gpt-flaky': 'fault=http-503 times=1' }, callsKept: 10 })
afterAll(() => fake.close())
beforeEach(() => fake.reset())

const post = (path: string, body: object) =>
  fetch(`${fake.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const ask = (content: string, more: object = {}) =>
  post('/chat/completions', { model: 'gpt-4o', messages: [{ role: 'user', content }], ...more })

test('a stream has as many text events as tokens were asked for, then usage and the end', async () => {
  const text = await (await ask('Hi {{tokens=7}}', { stream: true, stream_options: { include_usage: true } })).text()
  expect(text.match(/"content":/g)).toHaveLength(7)
  expect(text).toMatch(/"completion_tokens":7.*\n\ndata: \[DONE\]\n\n$/s)
})

test('without streaming the whole answer is one object', async () => {
  expect(await (await ask('Hi {{say=Good morning, Vera}}')).json()).toMatchObject({
    choices: [{ message: { content: 'Good morning, Vera' } }],
    usage: { total_tokens: 103 },
  })
})

test('an answer cites when the prompt numbers its passages, and does not otherwise', async () => {
  const numbered = {
    messages: [
      { role: 'system', content: '[[1]] Returns' },
      { role: 'user', content: 'Hi' },
    ],
  }
  expect(await (await ask('Hi', numbered)).text()).toContain('[[1]]')
  expect(await (await ask('Hi')).text()).not.toContain('[[1]]')
})

test('a model with a script of its own follows it, as often as it says', async () => {
  expect((await ask('Hi', { model: 'gpt-flaky' })).status).toBe(503)
  expect((await ask('Hi', { model: 'gpt-flaky' })).status).toBe(200)
})

test('a fault is met with the status and the wait asked for', async () => {
  const response = await ask('{{fault=http-429 retry-after=7}}')
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
})

test('a marker that makes no sense is refused with the reason', async () => {
  const response = await ask('{{fault=elephants}}')
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('knows no fault')])
})

test('embeddings of the same text are the same', async () => {
  const embed = async () =>
    (await (await post('/embeddings', { model: 'e', input: ['Refunds', 'Parcels'] })).json()).data
  const data = await embed()
  expect(data).toEqual(await embed())
  expect(data[0].embedding).toHaveLength(384)
})

test('the call log remembers prompts, and only the latest', async () => {
  for (let call = 0; call < 45; call++) await ask(`Call ${call}`)
  expect(fake.callCount()).toBe(45)
  expect(fake.calls.length).toBeLessThanOrEqual(20)
  expect(fake.calls.at(-1)?.body.messages?.[0]?.content).toBe('Call 44')
})
