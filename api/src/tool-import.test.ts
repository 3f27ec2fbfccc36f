import type { HttpTool } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startToolServer, type ToolServer } from '@frontdesk/testing/tool-server'
import { beforeAll, expect, test } from 'vitest'

let shop: ToolServer
let desk: ChatDesk

const shopApi = (version: string) => ({
  openapi: version,
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'SERVER/{stage}', variables: { stage: { default: 'v2' } } }],
  paths: {
    '/orders/{orderId}': {
      parameters: [{ $ref: '#/components/parameters/OrderId' }],
      get: {
        operationId: 'getOrder',
        summary: 'One order',
        parameters: [
          { name: 'expand', in: 'query', schema: { type: 'array', items: { enum: ['lines', 'customer'] } } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
          { name: 'sid', in: 'cookie', required: true, schema: { type: 'string' } },
        ],
      },
      patch: {
        summary: 'Change an order',
        requestBody: {
          required: true,
          content: { 'application/merge-patch+json': { schema: { $ref: '#/components/schemas/Change' } } },
        },
      },
    },
    '/files': { post: { operationId: 'upload', requestBody: { content: { 'multipart/form-data': { schema: {} } } } } },
    '/loose': { get: { operationId: 'loose', parameters: [{ $ref: '#/components/parameters/None' }] } },
  },
  components: {
    parameters: { OrderId: { name: 'orderId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } } },
    schemas: {
      Change: {
        type: 'object',
        required: ['example'],
        properties: {
          example: { type: 'string', description: 'A property that is called like a keyword' },
          parent: { $ref: '#/components/schemas/Change' },
          weight: version.startsWith('3.0')
            ? { type: 'number', nullable: true, minimum: 0, exclusiveMinimum: true }
            : { type: ['number', 'null'], exclusiveMinimum: 0 },
        },
      },
      Unused: { type: 'string' },
    },
  },
})

beforeAll(async () => {
  shop = await startToolServer(({ path }) =>
    path === '/openapi.json' ? { body: { ...shopApi('3.1.0'), servers: [{ url: '/v2' }] } } : { body: { path } },
  )
  desk = await chatDesk([shop.host])
  return () => shop.close()
})

const importing = (body: object, expected = 200) =>
  desk.api.call('POST /tools/import', { key: desk.world.olivia.key, body }).then(answer => {
    expect(answer.status, JSON.stringify(answer.body)).toBe(expected)
    return answer.body as { operations: object[]; tools: HttpTool[] }
  })
const documentOf = (version: string) => JSON.parse(JSON.stringify(shopApi(version)).replace('SERVER', shop.url))

test('a document is shown first: what there is to pick, what it does, and what no tool can be made of', async () => {
  const { operations, tools } = await importing({ document: documentOf('3.1.0') })
  expect(tools).toEqual([])
  expect(operations).toEqual([
    {
      operation: 'getOrder',
      method: 'GET',
      path: '/orders/{orderId}',
      summary: 'One order',
      effect: 'read',
      problem: null,
    },
    {
      operation: 'PATCH /orders/{orderId}',
      method: 'PATCH',
      path: '/orders/{orderId}',
      summary: 'Change an order',
      effect: 'once',
      problem: null,
    },
    expect.objectContaining({ operation: 'upload', problem: expect.stringContaining('not JSON') }),
    expect.objectContaining({ operation: 'loose', problem: expect.stringContaining('leads nowhere') }),
  ])
})

test.each(['3.0.3', '3.1.0'])(
  'picked operations of version %s become tools that call what the document says',
  async version => {
    const { key } = desk.world.olivia
    const { tools } = await importing({
      document: documentOf(version),
      operations: ['getOrder', 'PATCH /orders/{orderId}'],
      headers: { Authorization: 'Bearer secret' },
      approval: 'never',
    })
    const [get, patch] = tools
    expect(get).toMatchObject({
      name: 'getOrder',
      effect: 'read',
      approval: 'never',
      parameters: { required: ['orderId'] },
    })
    expect(Object.keys(get?.parameters.properties as object)).toEqual(['orderId', 'expand', 'X-Trace'])
    expect(patch?.parameters).toMatchObject({
      properties: { body: { $ref: '#/$defs/Change' } },
      $defs: { Change: { properties: { example: { type: 'string' }, parent: { $ref: '#/$defs/Change' } } } },
    })
    const attempt = (tool: HttpTool | undefined, given: object) =>
      desk.api.call(`POST /tools/${tool?.id}/try`, { key, body: { arguments: given } })
    expect(await attempt(get, { orderId: 17, expand: ['lines', 'customer'] })).toMatchObject({
      body: { state: 'succeeded' },
    })
    expect(shop.visits.at(-1)).toMatchObject({ path: '/v2/orders/17', headers: { authorization: 'Bearer secret' } })
    expect(await attempt(patch, { orderId: 17, body: { example: 'x', weight: null } })).toMatchObject({ status: 200 })
    expect(shop.visits.at(-1)).toMatchObject({ method: 'PATCH', body: { example: 'x', weight: null } })
    expect(await attempt(patch, { orderId: 17, body: { example: 'x', weight: 0 } })).toMatchObject({ status: 400 })
    for (const tool of tools) await desk.api.call(`DELETE /tools/${tool.id}`, { key })
  },
)

test('a document is fetched by its address, and in YAML; a server without a host stands where the document does', async () => {
  const { tools } = await importing({ url: `${shop.url}/openapi.json`, operations: ['getOrder'] })
  expect(tools[0]?.request.url).toBe(`${shop.url}/v2/orders/{orderId}`)
  const yaml = `openapi: 3.1.0\ninfo: {title: Small, version: '1'}\npaths:\n  /ping:\n    get: {operationId: ping}\n`
  const { operations } = await importing({ document: yaml, server: shop.url })
  expect(operations).toMatchObject([{ operation: 'ping', problem: null }])
})

test('what is no OpenAPI document, names no operation, or lies behind the wall is refused, and nothing is half made', async () => {
  const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [*${n ? `b${n - 1}` : 'a'}, *${n ? `b${n - 1}` : 'a'}]`).join('\n')}`
  for (const document of ['{', 'just text', { openapi: '3.1.0' }, { swagger: '2.0', paths: {} }, bomb])
    await importing({ document }, 400)
  await importing({}, 400)
  await importing({ document: documentOf('3.1.0'), operations: ['none'] }, 400)
  await importing({ url: 'http://169.254.169.254/openapi.json' }, 503)
  const before = await desk.read<{ items: HttpTool[] }>('/tools?limit=100')
  await importing(
    { document: documentOf('3.1.0'), operations: ['PATCH /orders/{orderId}', 'getOrder', 'getOrder'] },
    409,
  )
  expect((await desk.read<{ items: HttpTool[] }>('/tools?limit=100')).items).toHaveLength(before.items.length)
})
