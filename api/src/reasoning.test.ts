import type { TurnTrace } from '@frontdesk/contract/chat'
import type { ModelConnection } from '@frontdesk/contract/model-connections'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { type FakeProviders, startFakeProviders } from '@frontdesk/testing/fake-providers'
import { beforeAll, expect, test } from 'vitest'

let desk: ChatDesk
let providers: FakeProviders

beforeAll(async () => {
  providers = await startFakeProviders()
  desk = await chatDesk([providers.host])
  return () => providers.close()
})

const hire = async (more: object) => {
  const { key } = desk.world.olivia
  const body = { name: 'Rowan', knowledgeOnly: false, ...more }
  return (await desk.api.ask<{ id: string }>('POST /agents', { key, body })).id
}
const connect = async (provider: 'anthropic' | 'google') => {
  const baseUrl = { anthropic: providers.anthropicUrl, google: providers.googleUrl }[provider]
  const body = { name: provider, provider, baseUrl, apiKey: 'sk-of-northwind-1234' }
  return (await desk.api.ask<ModelConnection>('POST /model-connections', { key: desk.world.olivia.key, body })).id
}
const ask = async (agentId: string, text = 'Hello {{thoughts=3 say=Good day.}}') => {
  const { body } = await desk.sayForJson(text, { agentId })
  const { turnId, message } = body as Answered
  return { text: message.text, trace: await desk.read<TurnTrace>(`/turns/${turnId}`) }
}

test.each([
  ['anthropic', 'claude-opus-4-6', { output_config: { effort: 'low' } }],
  ['google', 'gemini-3-pro', { generationConfig: { thinkingConfig: { thinkingLevel: 'low' } } }],
  ['google', 'gemini-2.5-flash', { generationConfig: { thinkingConfig: { thinkingBudget: 1024 } } }],
] as const)(
  'what a model of %s (%s) thinks is not said, its tokens are told, and its effort is asked for',
  async (provider, model, told) => {
    const agentId = await hire({ model, modelConnectionId: await connect(provider), reasoningEffort: 'low' })
    const { text, trace } = await ask(agentId)
    expect(text).toBe('Good day.')
    expect(trace).toMatchObject({ reasoningTokens: 3, outputTokens: 10, error: null })
    expect(providers.calls.at(-1)?.body).toMatchObject(told)
  },
)

test('what an OpenAI-compatible model thinks is not said, and its tokens are counted once', async () => {
  const { text, trace } = await ask(await hire({ model: 'o3-mini', reasoningEffort: 'high', temperature: 0.5 }))
  expect(text).toBe('Good day.')
  expect(trace).toMatchObject({ reasoningTokens: 3, outputTokens: 5 })
  const body = desk.fake.calls.at(-1)?.body
  expect(body).toMatchObject({ model: 'o3-mini', reasoning_effort: 'high' })
  expect(body).not.toHaveProperty('temperature')
})

test('an agent without a wish sends none, and its trace says of no thinking', async () => {
  const { trace } = await ask(await hire({ model: 'gpt-4o', temperature: 0.5 }), 'Hello {{say=Good day.}}')
  expect(trace.reasoningTokens).toBeNull()
  expect(desk.fake.calls.at(-1)?.body).not.toHaveProperty('reasoning_effort')
  expect(desk.fake.calls.at(-1)?.body).toMatchObject({ temperature: 0.5 })
})

test('models that are known to take no such wish are not sent it: they would refuse the question', async () => {
  await ask(await hire({ model: 'gpt-4o-mini', reasoningEffort: 'high' }))
  expect(desk.fake.calls.at(-1)?.body).not.toHaveProperty('reasoning_effort')
  const modelConnectionId = await connect('anthropic')
  await ask(await hire({ model: 'claude-sonnet-4-5', modelConnectionId, reasoningEffort: 'high' }))
  expect(providers.calls.at(-1)?.body).not.toHaveProperty('output_config')
})

test('a model that never comes to speak has not answered', async () => {
  const agentId = await hire({ model: 'o3-mini' })
  const response = await desk.say('Hello {{thoughts=3 tokens=0 times=9}}', { agentId })
  await response.text()
  expect(await desk.read(`/turns/${response.headers.get('x-turn-id')}`)).toMatchObject({
    status: 'failed',
    error: { code: 'model-empty' },
  })
}, 30_000)
