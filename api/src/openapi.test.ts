import { catalog } from '@frontdesk/contract/catalog'
import { connectOwner } from '@frontdesk/platform/database/postgres'
import type { Platform } from '@frontdesk/platform/platform'
import { apiOf } from '@frontdesk/testing/api'
import { testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { expect, onTestFinished, test } from 'vitest'

type Operation = {
  operationId: string
  'x-permission': string
  parameters?: { name: string; in: string }[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}
type Reference = { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object } }

const read = async () => {
  const api = apiOf(await testPlatform())
  const response = await api.send('GET /openapi.json')
  expect(response.headers.get('content-type')).toContain('application/json')
  return { api, reference: (await response.json()) as Reference }
}

test('the reference holds every endpoint of the contract, and nothing else', async () => {
  const { reference } = await read()
  expect(reference.openapi).toBe('3.1.0')
  const described = Object.entries(reference.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`),
  )
  const promised = catalog.map(
    ({ endpoint }) => `${endpoint.method} /api/v2${endpoint.path.replace(/:(\w+)/g, '{$1}')}`,
  )
  expect(described.toSorted()).toEqual(promised.toSorted())
})

test('each of them says who may, what goes in, what comes out, and what may go wrong', async () => {
  const { reference } = await read()
  for (const { name, endpoint } of catalog) {
    const path = `/api/v2${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    const operation = reference.paths[path]?.[endpoint.method.toLowerCase()]
    expect(operation, name).toMatchObject({ operationId: name, 'x-permission': endpoint.permission })
    const inPath = operation?.parameters?.filter(parameter => parameter.in === 'path').map(parameter => parameter.name)
    expect(inPath ?? [], name).toEqual([...endpoint.parameters])
    expect(operation?.requestBody !== undefined, name).toBe(endpoint.body !== undefined)
    const { responses = {} } = operation ?? {}
    expect(Object.keys(responses), name).toContain(String(endpoint.status ?? 200))
    for (const [status, { content = {} }] of Object.entries(responses))
      if (Number(status) >= 400) expect(Object.keys(content), name).toEqual(['application/problem+json'])
  }
})

test('every reference inside it leads somewhere', async () => {
  const { reference } = await read()
  const links = [...JSON.stringify(reference).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, link = '']) => link)
  for (const link of links) {
    const target = link
      .split('/')
      .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], reference)
    expect(target, link).toBeDefined()
  }
})

test('people read the same at /docs, which fetches nothing from elsewhere', async () => {
  const { api } = await read()
  const response = await api.app.request('http://localhost:3000/docs')
  expect(response.headers.get('content-type')).toContain('text/html')
  const page = await response.text()
  for (const { endpoint } of catalog) expect(page).toContain(endpoint.summary.replace(/[<>&"'`].*/s, ''))
  expect(page).not.toMatch(/(src|href)="https?:/)
})

test('a probe hears whether the process lives and whether it can serve', async () => {
  const { platform, olivia } = await world()
  const probe = (on: Platform, path: string) => apiOf(on).app.request(`http://localhost:3000${path}`)
  expect((await probe(platform, '/livez')).status).toBe(200)
  expect((await probe(platform, '/readyz')).status).toBe(200)
  const owner = connectOwner('postgres://nobody@127.0.0.1:1/none')
  onTestFinished(() => owner.end())
  const away = { ...platform, database: { ...platform.database, pools: { tenant: owner, system: owner, auth: owner } } }
  expect((await probe(away, '/livez')).status).toBe(200)
  expect((await probe(away, '/readyz')).status).toBe(503)
  const refused = await apiOf(away).call('GET /agents', { key: olivia.key })
  expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } })
  expect(refused.headers.get('retry-after')).toBe('2')
})
