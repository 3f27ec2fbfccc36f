import { catalog } from '@frontdesk/contract/catalog'
import { permissions } from '@frontdesk/contract/permissions'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { exampleBodies } from '@frontdesk/testing/example-bodies'
import { withoutFilter } from '@frontdesk/testing/filter'
import { type Furniture, furnish } from '@frontdesk/testing/furniture'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, describe, expect, test } from 'vitest'

let here: World
let api: Api
let own: Furniture
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  own = await furnish(api, here)
})

const bodies = () => exampleBodies(here, own)

const sentTo = (name: string, endpoint: (typeof catalog)[number]['endpoint'], ids: Record<string, string>) => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, parameter: string) => ids[parameter] ?? newId())
  const body = endpoint.body ? { body: bodies()[name]?.() } : {}
  return { route: `${endpoint.method} ${path}`, sent: { headers: { accept: 'application/json' }, ...body } }
}

const guarded = catalog.filter(({ endpoint }) => endpoint.permission !== 'public')
// A key has neither sessions nor passkeys; whose are whose is in sessions.test.ts and passkeys.test.ts.
const ofPeople = ['endSession', 'renamePasskey', 'removePasskey']
const ofOne = guarded.filter(({ name, endpoint }) => endpoint.parameters.length > 0 && !ofPeople.includes(name))

test('every endpoint that takes a body has an example here', () => {
  const taking = catalog.filter(({ endpoint }) => endpoint.body).map(({ name }) => name)
  expect(Object.keys(bodies()).toSorted()).toEqual(taking.toSorted())
})

const almost = new Map<string, Promise<{ secret: string }>>()
const keyWithout = async (missing: string) => {
  const body = { name: 'Almost', permissions: permissions.filter(permission => permission !== missing) }
  const made = almost.get(missing) ?? api.ask<{ secret: string }>('POST /api-keys', { key: here.olivia.key, body })
  almost.set(missing, made)
  return (await made).secret
}

test.each(guarded)('$name refuses a stranger', async ({ name, endpoint }) => {
  const { route, sent } = sentTo(name, endpoint, own)
  for (const key of [undefined, 'fd_live_nonsense', `${here.olivia.key}x`, here.olivia.key.slice(0, -1)])
    expect(await api.call(route, { ...sent, key })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
})

test.each(guarded.filter(({ endpoint }) => endpoint.permission !== 'signed-in'))(
  '$name refuses whoever holds every other permission',
  async ({ name, endpoint }) => {
    const key = await keyWithout(endpoint.permission)
    const { route, sent } = sentTo(name, endpoint, own)
    expect(await api.call(route, { ...sent, key })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: expect.stringContaining(endpoint.permission) },
    })
  },
)

const withoutRequestId = (body: unknown) => ({ ...(body as object), requestId: '' })
const nobodys = (): Record<string, string> => ({
  ...Object.fromEntries(Object.keys(own).map(name => [name, newId()])),
  apiKeyId: 'aaaaaaaaaaaa',
  number: '1',
})

const setRowSecurity = async (change: 'ENABLE' | 'DISABLE') => {
  const force = change === 'ENABLE' ? 'FORCE' : 'NO FORCE'
  for (const table of await tenantTables()) {
    const text = `ALTER TABLE ${table} ${force} ROW LEVEL SECURITY, ${change} ROW LEVEL SECURITY`
    await here.platform.database.owner.query(text)
  }
}
const takeFilterOff = () => {
  const database = withoutFilter(here.platform.database)
  return { api: apiOf({ ...here.platform, database }), close: () => database.close() }
}

describe.each([
  ['with both walls', 'none'],
  ['with row-level security off', 'policies'],
  ['with the application’s own filter off', 'filter'],
] as const)('%s', (_, off) => {
  const isOff = off === 'policies'
  let api: Api
  beforeAll(async () => {
    if (isOff) await setRowSecurity('DISABLE')
    const without = off === 'filter' ? takeFilterOff() : undefined
    api = without?.api ?? apiOf(here.platform)
    return async () => {
      if (isOff) await setRowSecurity('ENABLE')
      await without?.close()
    }
  })

  // API keys are looked up by an id that is unique everywhere, and stand behind the database's wall alone.
  const doublyWalled = ofOne.filter(({ name }) => !(isOff && name === 'revokeApiKey'))

  test.each(doublyWalled)(
    '$name tells a rival no more of an id than of one that does not exist',
    async ({ name, endpoint }) => {
      const key = here.rita.key
      const foreign = sentTo(name, endpoint, own)
      const random = sentTo(name, endpoint, nobodys())
      const answer = await api.call(foreign.route, { ...foreign.sent, key })
      expect(answer.status, JSON.stringify(answer.body)).toBe(404)
      const other = await api.call(random.route, { ...random.sent, key })
      expect(withoutRequestId(answer.body)).toEqual(withoutRequestId(other.body))
      expect(answer.headers.get('content-length')).toBe(other.headers.get('content-length'))
    },
  )

  test('ids in bodies and queries of a rival are as unknown as random ones', async () => {
    const key = here.rita.key
    const headers = { accept: 'application/json' }
    const mine = await api.ask<{ id: string }>('POST /agents', { key, body: { name: 'Rowan' } })
    const chat = (body: object) => api.call('POST /chat', { key, headers, body: { text: 'Hello', ...body } })
    const { conversationId } = await api.ask<{ conversationId: string }>('POST /chat', {
      key,
      headers,
      body: { agentId: mine.id, text: 'Hello' },
    })
    const assign = (body: object) => api.call(`PUT /conversations/${conversationId}/assignment`, { key, body })
    for (const [foreign, random] of [
      [await chat({ agentId: own.agentId }), await chat({ agentId: newId() })],
      [await assign({ assigneeId: here.olivia.userId }), await assign({ assigneeId: newId() })],
      [await assign({ teamId: own.teamId }), await assign({ teamId: newId() })],
      [
        await chat({ agentId: mine.id, conversationId: own.conversationId }),
        await chat({ agentId: mine.id, conversationId: newId() }),
      ],
    ] as const) {
      expect(foreign.status).toBe(404)
      expect(withoutRequestId(foreign.body)).toEqual(withoutRequestId(random.body))
    }
    expect(await api.ask(`GET /conversations?agentId=${own.agentId}`, { key })).toEqual({ items: [], next: null })
  })

  test('what a rival lists, counts and searches holds nothing of Northwind', async () => {
    const key = here.rita.key
    const talks = await api.ask<{ items: { id: string; title: string }[] }>('GET /conversations', { key })
    expect(new Set(talks.items.map(({ title }) => title))).toEqual(new Set(['Hello']))
    const all = talks.items.length
    const counts = await api.ask('GET /conversations/counts', { key })
    expect(counts).toEqual({ mine: 0, unassigned: all, team: 0, all })
    const found = await api.ask<typeof talks>('GET /conversations?search=hello', { key })
    expect(found.items.map(({ id }) => id)).toEqual(talks.items.map(({ id }) => id))
    expect(await api.ask('GET /conversations?search=refund', { key })).toEqual({ items: [], next: null })
    expect(await api.ask('GET /knowledge/documents', { key })).toEqual({ items: [], next: null })
    expect(await api.ask('GET /knowledge/counts', { key })).toMatchObject({ ready: 0, chunks: 0 })
    expect(await api.ask('POST /knowledge/search', { key, body: { query: 'refund' } })).toMatchObject({ passages: [] })
    const { items: members } = await api.ask<{ items: { name: string }[] }>('GET /members', { key })
    expect(members.map(({ name }) => name)).toEqual(['Rita'])
    const { items: roles } = await api.ask<{ items: { id: string }[] }>('GET /roles', { key })
    expect(roles.map(({ id }) => id)).not.toContain(own.roleId)
    for (const list of ['/teams', '/invitations', '/mails', '/security/alerts', '/security/events'])
      expect(await api.ask(`GET ${list}`, { key })).toEqual({ items: [], next: null })
    const trail = JSON.stringify(await api.ask('GET /audit?limit=100', { key }))
    const exported = JSON.stringify(await api.ask('GET /audit/export', { key }))
    const { number: _, ...ids } = own
    for (const id of Object.values(ids)) expect(trail + exported).not.toContain(id)
    expect(await api.ask('GET /audit/verification', { key })).toMatchObject({ intact: true })
    const agents = await api.ask<{ items: { id: string }[] }>('GET /agents?limit=100', { key })
    expect(agents.items.map(agent => agent.id)).not.toContain(own.agentId)
    if (isOff) return
    const keys = await api.ask<{ items: { id: string; name: string }[] }>('GET /api-keys?limit=100', { key })
    expect(keys.items.map(each => each.name)).toEqual(['Rita’s key'])
  })

  test('Northwind itself still has everything, unchanged', async () => {
    const { key } = here.olivia
    const { agentId, documentId, conversationId, turnId, apiKeyId, userId, roleId, invitationId, mailId, alertId } = own
    expect(await api.ask(`GET /agents/${agentId}`, { key })).toMatchObject({ name: 'Juniper', version: 1 })
    expect(await api.ask(`GET /knowledge/documents/${documentId}`, { key })).toMatchObject({ status: 'ready' })
    expect(await api.ask(`GET /conversations/${conversationId}`, { key })).toMatchObject({ lastSeq: 2 })
    expect(await api.ask(`GET /turns/${turnId}`, { key })).toMatchObject({ status: 'completed' })
    const keys = await api.ask<{ items: { id: string }[] }>('GET /api-keys?limit=100', { key })
    expect(keys.items.map(each => each.id)).toContain(apiKeyId)
    const list = (path: string) => api.ask<{ items: object[] }>(`GET ${path}`, { key })
    expect((await list('/members')).items).toContainEqual(
      expect.objectContaining({ userId, role: { id: 'viewer', name: 'Viewer' } }),
    )
    expect((await list('/roles')).items).toContainEqual(expect.objectContaining({ id: roleId, name: 'Evenings' }))
    expect((await list('/teams')).items).toContainEqual(
      expect.objectContaining({ id: own.teamId, name: 'Workshop', members: [{ userId, name: 'Vera' }] }),
    )
    expect((await list('/invitations')).items).toContainEqual(expect.objectContaining({ id: invitationId }))
    expect((await list('/mails')).items).toContainEqual(expect.objectContaining({ id: mailId, status: 'kept' }))
    expect((await list('/security/alerts')).items).toContainEqual(
      expect.objectContaining({ id: alertId, status: 'open' }),
    )
    expect(await api.ask('GET /audit/verification', { key })).toMatchObject({ intact: true })
  })
})

test('with both walls down every one of these endpoints lets a rival in, so each wall was there to be taken', async () => {
  await setRowSecurity('DISABLE')
  const { api: unwalled, close } = takeFilterOff()
  for (const list of ['/conversations', '/knowledge/documents', '/members', '/roles', '/invitations', '/mails'])
    expect(JSON.stringify(await unwalled.ask(`GET ${list}`, { key: here.rita.key })), list).toMatch(anyOfOurs())
  // Who deletes something goes last, so that all others find it; what belongs to it goes before.
  const placeOf = ({ method, path }: (typeof ofOne)[number]['endpoint']) =>
    ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].indexOf(method) * 100 - path.split('/').length
  for (const { name, endpoint } of ofOne.toSorted((a, b) => placeOf(a.endpoint) - placeOf(b.endpoint))) {
    const { route, sent } = sentTo(name, endpoint, own)
    const reply = await unwalled.send(route, { ...sent, key: here.rita.key })
    expect(reply.status, `${name} ${await reply.text()}`).not.toBe(404)
  }
  await close()
  await setRowSecurity('ENABLE')
}, 60_000)

const anyOfOurs = () => new RegExp(Object.values(own).join('|'))

const tenantTables = async (): Promise<string[]> => {
  const { rows } = await here.platform.database.owner.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organization_id'`,
  )
  return rows.map(row => row.name)
}
