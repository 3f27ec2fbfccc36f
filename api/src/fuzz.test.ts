import { catalog } from '@frontdesk/contract/catalog'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import { newId } from '@frontdesk/platform/ids'
import { anyBody, anyQuery, brokenJson } from '@frontdesk/testing/any-body'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Furniture, furnish } from '@frontdesk/testing/furniture'
import { type World, world } from '@frontdesk/testing/world'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
let own: Furniture
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  own = await furnish(api, here)
})

// An agent that is there, more often than not: what follows is worth reaching.
const ids = () => [...Array.from({ length: 8 }, () => own.agentId), ...Object.values(own), here.rivalId, newId()]

/** Fails on every answer that the contract does not allow, and on every one that takes its time. */
const send = async (route: string, body?: string) => {
  const began = performance.now()
  const { status } = await api.call(route, {
    key: here.olivia.key,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body }),
  })
  expect(performance.now() - began).toBeLessThan(5_000)
  return status
}

const pathOf = (endpoint: Endpoint) =>
  `${endpoint.method} ${endpoint.path.replace(/:(\w+)/g, (_, name: string) => own[name as keyof Furniture] ?? newId())}`

const json = catalog.filter(({ endpoint }) => endpoint.body && endpoint.bodyKind !== 'multipart')
// Passwords cost time by design, and attempts are counted.
const runs = process.env.FULL_LISTS ? 1_000 : 60
const runsOf = (name: string) => (name === 'setUp' || name === 'signIn' ? 30 : runs)

const timeout = process.env.FULL_LISTS ? 300_000 : 20_000

test.each(json)('$name answers to any body with what the contract says', { timeout }, async ({ name, endpoint }) => {
  const { body } = endpoint
  if (!body) return
  const seen = new Set<number>()
  const whole = anyBody(body, ids())
  const text = fc.oneof(
    { weight: 8, arbitrary: whole.map(value => JSON.stringify(value) ?? '') },
    { weight: 1, arbitrary: brokenJson(whole) },
  )
  await fc.assert(
    fc.asyncProperty(text, async sent => void seen.add(await send(pathOf(endpoint), sent))),
    { numRuns: runsOf(name), endOnFailure: true, examples: [['{']] },
  )
  expect(seen).toContain(400)
})

// Bytes are compared with what was uploaded in files.test.ts.
const listing = catalog.filter(({ endpoint }) => endpoint.method === 'GET' && !endpoint.stream && !endpoint.replyType)

test.each(listing)('$name answers to any query with what the contract says', async ({ endpoint }) => {
  const { query } = endpoint
  await fc.assert(
    fc.asyncProperty(anyQuery(query, ids()), async asked => void (await send(`${pathOf(endpoint)}?${asked}`))),
    { numRuns: 60, endOnFailure: true },
  )
})

const ofOne = catalog.filter(({ endpoint }) => endpoint.parameters.length > 0 && !endpoint.stream)

test('no path, however odd, is more than unknown', async () => {
  const segment = fc.oneof(
    fc.string({ unit: 'binary' }).map(text => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('%', '%zz', '%00', '%2e%2e%2f', ';', "'", '%F0%9F%92%A5', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    fc.uuid(),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...ofOne), segment, async ({ endpoint }, id) => {
      const path = endpoint.path.replace(/:\w+/g, () => id)
      expect([400, 404, 405, 409]).toContain(await send(`${endpoint.method} ${path}`, endpoint.body ? '{}' : undefined))
    }),
    { numRuns: 200, endOnFailure: true },
  )
})

test('after all of it Northwind still has what it had', async () => {
  const { key } = here.olivia
  for (const path of [
    `/conversations/${own.conversationId}`,
    `/turns/${own.turnId}`,
    `/knowledge/documents/${own.documentId}`,
  ])
    expect(await api.call(`GET ${path}`, { key })).toMatchObject({ status: 200 })
})
