import type { Permission } from '@frontdesk/contract/permissions'
import { newId } from '@frontdesk/platform/ids'
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
const asked = (content = 'Hello') => [{ role: 'user', content } as const]
const complete = (client = openai, more: object = {}) =>
  client.chat.completions.create({ model: desk.agentId, messages: asked(), ...more })
const respond = (client = openai, more: object = {}) =>
  client.responses.create({ model: desk.agentId, input: 'Hello', ...more })

const keyWith = async (permissions: Permission[], more: object = {}) => {
  const body = { name: 'Narrow', permissions, ...more }
  return desk.api.ask<{ id: string; secret: string }>('POST /api-keys', { key: desk.world.olivia.key, body })
}

const doors = (client: OpenAI): [name: string, permission: Permission, () => Promise<unknown>][] => [
  ['chat.completions.create', 'conversations.reply', () => complete(client)],
  ['responses.create', 'conversations.reply', () => respond(client)],
  ['responses.retrieve', 'conversations.read', () => client.responses.retrieve(`resp_${desk.turnId}`)],
  ['models.list', 'agents.read', async () => client.models.list()],
  ['models.retrieve', 'agents.read', () => client.models.retrieve(desk.agentId)],
]

test('every door refuses strangers, revoked keys, and whoever holds every other permission', async () => {
  const revoked = await keyWith(['agents.read', 'conversations.read', 'conversations.reply'])
  for (const [name, , open] of doors(clientWith(revoked.secret))) await expect(open(), name).resolves.toBeDefined()
  await desk.api.ask(`DELETE /api-keys/${revoked.id}`, { key: desk.world.olivia.key })
  for (const secret of [revoked.secret, 'fd_live_nonsense', `${desk.world.olivia.key}x`])
    for (const [name, , open] of doors(clientWith(secret)))
      await expect(open(), name).rejects.toThrow(AuthenticationError)
  const all: Permission[] = ['agents.read', 'conversations.read', 'conversations.reply', 'knowledge.read']
  for (const [index, [name, permission]] of doors(openai).entries()) {
    const { secret } = await keyWith(all.filter(each => each !== permission))
    const refusal = doors(clientWith(secret))[index]?.[2]()
    await expect(refusal, name).rejects.toThrow(PermissionDeniedError)
    await expect(refusal, name).rejects.toMatchObject({ message: expect.stringContaining(permission) })
  }
})

test('no cookie opens a door', async () => {
  for (const route of ['GET /models', 'POST /chat/completions', 'POST /responses', `GET /responses/resp_${newId()}`]) {
    const [method, path] = route.split(' ')
    const answer = await desk.api.send(`${method} /api/openai/v1${path}`, { headers: { cookie: 'frontdesk=anything' } })
    expect(answer.status, route).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 'invalid_api_key', type: 'invalid_request_error' } })
  }
})

test('a rival finds neither our agents nor our conversations, and random ids read the same', async () => {
  const rita = clientWith(desk.world.rita.key)
  expect((await rita.models.list()).data).toEqual([])
  const { id: model } = await desk.api.ask<{ id: string }>('POST /agents', {
    key: desk.world.rita.key,
    body: { name: 'Rowan' },
  })
  const told = async (ask: () => Promise<unknown>) => {
    const error = await ask().then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(NotFoundError)
    return (error as NotFoundError).message.replaceAll(/[\da-f-]{36}/g, 'an id').replace('juniper', 'anybody')
  }
  const asks: [(id: string) => Promise<unknown>, ours: string, random?: string][] = [
    [id => complete(rita, { model: id }), desk.agentId],
    [id => rita.models.retrieve(id), desk.agentId],
    [id => rita.models.retrieve(id), 'juniper', 'anybody'],
    [id => rita.responses.retrieve(`resp_${id}`), desk.turnId],
    [id => complete(rita, { model, metadata: { conversation_id: id } }), desk.conversationId],
    [id => respond(rita, { model, previous_response_id: `resp_${id}` }), desk.turnId],
    [id => respond(rita, { model, conversation: { id } }), desk.conversationId],
  ]
  for (const [ask, ours, random = newId()] of asks)
    expect(await told(() => ask(ours))).toBe(await told(() => ask(random)))
})

test('a slug that two agents share names neither, and needs the list of agents', async () => {
  const { secret } = await keyWith(['conversations.reply'])
  await expect(complete(clientWith(secret), { model: 'juniper' })).rejects.toMatchObject({ code: 'model_not_found' })
  await expect(complete(openai, { model: 'juniper' })).resolves.toBeDefined()
  const { key } = desk.world.olivia
  const { id } = await desk.api.ask<{ id: string }>('POST /agents', { key, body: { name: 'Juniper!' } })
  await expect(complete(openai, { model: 'juniper' })).rejects.toMatchObject({ code: 'model_not_found' })
  await desk.api.ask(`DELETE /agents/${id}`, { key })
})

const image = [{ type: 'image_url', image_url: { url: 'https://shop.example/bicycle.png' } }]
const pictureOf = (bytes: Buffer) => [
  { type: 'image_url', image_url: { url: `data:image/png;base64,${bytes.toString('base64')}` } },
]
const tiny = png(8, 8)
const weather = { type: 'function', function: { name: 'weather', parameters: {} } }
test.each([
  ['tools', { tools: [weather] }],
  ['tool_choice', { tool_choice: 'required' }],
  ['functions', { functions: [{ name: 'weather' }] }],
  ['n', { n: 2 }],
  ['response_format', { response_format: { type: 'json_object' } }],
  ['modalities', { modalities: ['text', 'audio'] }],
  ['logprobs', { logprobs: true }],
  ['messages[0].content[0].type', { messages: [{ role: 'user', content: image }] }],
  ['messages[0].content[0].type', { messages: [{ role: 'assistant', content: pictureOf(tiny) }, ...asked()] }],
  ['messages', { messages: [{ role: 'user', content: Array.from({ length: 6 }, () => pictureOf(tiny)[0]) }] }],
  ['messages[1].role', { messages: [...asked(), { role: 'tool', tool_call_id: '1', content: 'Sunny' }] }],
  ['messages[0].role', { messages: [{ role: 'narrator', content: 'Once' }] }],
  ['messages', { messages: [] }],
  ['messages', { messages: [...asked(), { role: 'assistant', content: 'Hi' }] }],
  ['messages', { messages: asked('x'.repeat(10_001)) }],
  ['messages', { messages: asked('  ') }],
  ['metadata.conversation_id', { metadata: { conversation_id: 7 } }],
  ['model', { model: '' }],
])('what an agent cannot do is a bad request that names %s', async (param, more) => {
  const error = await complete(openai, more).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(BadRequestError)
  expect(error).toMatchObject({ param, type: 'invalid_request_error', code: 'invalid' })
})

test.each([
  ['background', { background: true }],
  ['text', { text: { format: { type: 'json_schema', name: 'x', schema: {} } } }],
  ['prompt', { prompt: { id: 'pmpt_1' } }],
  [
    'input[1].type',
    {
      input: [
        { role: 'user', content: 'Hello' },
        { type: 'function_call_output', output: '1' },
      ],
    },
  ],
  ['input[0].content[0].type', { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'x' }] }] }],
])('a response that asks for %s is a bad request', async (param, more) => {
  await expect(respond(openai, more)).rejects.toMatchObject({ status: 400, param, type: 'invalid_request_error' })
})

test('what only calls itself a picture is refused with a sentence', async () => {
  const content = pictureOf(Buffer.from('<svg onload="alert(1)"/>'))
  await expect(complete(openai, { messages: [{ role: 'user', content }] })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('picture'),
  })
})

test('harmless settings of those fields are taken', async () => {
  const off = { tools: [], tool_choice: 'auto', n: 1, response_format: { type: 'text' }, modalities: ['text'] }
  await expect(complete(openai, { ...off, logprobs: false, user: null })).resolves.toMatchObject({
    metadata: expect.not.objectContaining({ ignored: expect.anything() }),
  })
  await expect(respond(openai, { tools: [], text: { format: { type: 'text' } } })).resolves.toBeDefined()
})

test('whatever is sent, nothing breaks', async () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000)
  const bodies: unknown[] = [
    ...['', '{', 'null', '[]', '"text"', nested, `{"model":"x","messages":${nested}}`],
    ...[{}, { model: desk.agentId }, { model: {}, messages: {} }, { model: 'x'.repeat(201), messages: asked() }],
    ...[null, 1, 'text', {}, [null], [1], [[]], [{}], [{ role: {} }], [{ role: 'user', content: [{}] }]].map(
      messages => ({
        model: desk.agentId,
        messages,
        input: messages,
      }),
    ),
    ...[1, {}, 'x'.repeat(201), '\u0001', ''].map(user => ({
      model: desk.agentId,
      messages: asked(),
      input: 'Hello',
      user,
    })),
    `{"model":"${desk.agentId}","input":"\\u0000","messages":[{"role":"user","content":"\\u0000"}]}`,
    `{"model":"${desk.agentId}","input":"\\ud800","messages":[{"role":"user","content":"\\ud800"}],"__proto__":{}}`,
    { model: desk.agentId, messages: asked(), input: 'Hello', stream: 'yes', metadata: [], conversation: 1 },
  ]
  const { key } = desk.world.olivia
  for (const path of ['/chat/completions', '/responses'])
    for (const body of bodies) {
      const answer = await desk.api.send(`POST /api/openai/v1${path}`, { key, body })
      const said = await answer.text()
      expect(answer.status, `${JSON.stringify(body).slice(0, 200)} ${said}`).toBeLessThan(500)
      if (answer.status < 400) continue
      expect(JSON.parse(said)).toEqual({
        error: {
          message: expect.any(String),
          type: expect.any(String),
          param: expect.toBeOneOf([null, expect.any(String)]),
          code: expect.any(String),
        },
      })
    }
  const large = JSON.stringify({ model: desk.agentId, messages: asked('x'.repeat(17_000_000)) })
  expect((await desk.api.send('POST /api/openai/v1/chat/completions', { key, body: large })).status).toBe(413)
  expect((await desk.api.send('GET /api/openai/v1/embeddings', { key })).status).toBe(404)
  expect((await desk.api.send('GET /api/openai/v1/models/%00', { key })).status).toBe(404)
})
