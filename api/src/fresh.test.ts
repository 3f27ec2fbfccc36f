import type { SignedIn } from '@frontdesk/contract/accounts'
import { catalog } from '@frontdesk/contract/catalog'
import { openProvider } from '@frontdesk/platform/providers/open'
import type { Api } from '@frontdesk/testing/api'
import { countedDatabase } from '@frontdesk/testing/counted-database'
import { type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { type Owners, openOwners, password } from '@frontdesk/testing/owners'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { freshDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const justOver = 5 * 60_000

let server: ProviderServer
let platform: TestPlatform
let tripsOf: ReturnType<typeof countedDatabase>['tripsOf']
let owners: Owners
beforeAll(async () => {
  server = await startOpenIdServer('http://localhost:3000/sign-in/return')
  const counted = countedDatabase(await freshDatabase())
  tripsOf = counted.tripsOf
  const providers = [openProvider({ id: 'oidc', name: 'Northwind', ...server })]
  platform = await testPlatform({ database: counted.database, providers })
  owners = await openOwners(platform)
  api = owners.api
})
afterAll(() => server.close())

let api: Api
let ida: SignedIn
let key: string
beforeEach(async () => {
  ida = await owners.newOwner('Ida')
  key = ida.session.token
})

const asked = { status: 403, body: { code: 'confirmation-required' } }
const confirm = () => api.ask('POST /session/confirmation', { key, body: { password } })
const wait = (ms = justOver) => platform.clock.advance(ms)

const ownRole = async () => {
  const role = await api.ask<{ id: string }>('POST /roles', { key, body: { name: 'Evenings', permissions: [] } })
  return role.id
}
type Call = { ids?: Record<string, string>; body?: () => unknown }

/** For each endpoint that is marked, what Ida does to reach it, and a call of it that is asked and then works. */
const calls: Record<string, () => Promise<Call>> = {
  createApiKey: async () => ({ body: () => ({ name: 'Import' }) }),
  changePassword: async () => ({ body: () => ({ current: password, next: 'another horse battery' }) }),
  askEmailChange: async () => ({ body: () => ({ email: 'berg@example.com' }) }),
  enrolSecondFactor: async () => ({}),
  confirmSecondFactor: async () => {
    const code = await owners.setUpApp(key, false)
    return { body: () => ({ code: code() }) }
  },
  removeSecondFactor: async () => {
    const code = await owners.setUpApp(key)
    return { body: () => ({ code: code() }) }
  },
  renewRecoveryCodes: async () => {
    await owners.setUpApp(key)
    return {}
  },
  beginPasskey: async () => ({}),
  removePasskey: async () => ({ ids: { passkeyId: (await passkeyBrowser(api).add(key)).id } }),
  exportAudit: async () => ({}),
  beginProviderLink: async () => ({ body: () => ({ provider: 'oidc' }) }),
  unlinkProvider: async () => {
    const proven = {
      provider: 'oidc',
      subject: ida.user.id,
      email: 'ida@elsewhere.example',
      emailVerified: true,
      name: 'Ida',
    }
    await platform.signIn.provenAccounts?.link(ida.user.id, proven)
    return { body: () => ({ provider: 'oidc' }) }
  },
  updateMember: async () => ({
    ids: { userId: (await owners.hire('Adam', 'agent', key)).user.id },
    body: () => ({ roleId: 'owner' }),
  }),
  createInvitation: async () => ({ body: () => ({ email: 'mallory@example.com', roleId: 'owner' }) }),
  updateRole: async () => ({
    ids: { roleId: await ownRole() },
    body: () => ({ permissions: ['organization.own'] }),
  }),
  updateOrganization: async () => ({ body: () => ({ requiresSecondFactor: true }) }),
}
const marked = catalog.filter(({ endpoint }) => endpoint.fresh)

test('every endpoint that asks for a fresh session has its call here', () => {
  expect(Object.keys(calls).toSorted()).toEqual(marked.map(({ name }) => name).toSorted())
  expect(marked.filter(({ endpoint }) => endpoint.permission === 'public')).toEqual([])
})

describe.each(marked)('$name', ({ name, endpoint }) => {
  const prepared = async () => {
    const { ids = {}, body } = (await calls[name]?.()) ?? {}
    const path = endpoint.path.replace(/:(\w+)/g, (_, parameter: string) => ids[parameter] ?? '')
    return (by = key) => api.call(`${endpoint.method} ${path}`, { key: by, ...(body ? { body: body() } : {}) })
  }

  test('refuses a session that was confirmed five minutes ago, and does it once it is confirmed again', async () => {
    const call = await prepared()
    wait()
    expect(await call()).toMatchObject(asked)
    await confirm()
    wait(justOver - 1_000)
    expect((await call()).status).toBe(endpoint.status ?? 200)
  })

  test('takes signing in for a confirmation, for that session alone', async () => {
    const call = await prepared()
    wait()
    const body = { email: ida.user.email, password }
    const phone = await api.ask<SignedIn>('POST /session', { body })
    expect(await call()).toMatchObject(asked)
    const { status, body: said } = await call(phone.session.token)
    // Where she has a second factor by now, signing in took no code yet.
    if (status === 403) expect(said).toMatchObject({ code: 'second-factor-required' })
    else expect(status).toBe(endpoint.status ?? 200)
  })

  test('asks no API key', async () => {
    const { secret } = await api.ask<{ secret: string }>('POST /api-keys', { key, body: { name: 'Import' } })
    const call = await prepared()
    wait()
    const { status, body } = await call(secret)
    if (status === 409)
      expect(body).toMatchObject({ detail: expect.stringContaining('An API key stands for no session') })
    else expect(status).toBe(endpoint.status ?? 200)
  })
})

test('what gives nothing away goes on without being asked', async () => {
  const adam = await owners.hire('Adam', 'agent', key)
  const roleId = await ownRole()
  wait()
  for (const [route, body] of [
    ['PATCH /organization', { name: 'Northwind Cycles' }],
    [`PATCH /members/${adam.user.id}`, { roleId: 'builder' }],
    ['POST /invitations', { email: 'ivy@example.com', roleId: 'admin' }],
    [`PATCH /roles/${roleId}`, { name: 'Late nights', permissions: ['agents.read'] }],
    ['PUT /session/name', { name: 'Ida Berg' }],
    ['POST /agents', { name: 'Juniper' }],
  ] as const)
    expect((await api.call(route, { key, body })).status, route).toBeLessThan(300)
})

test('a role of one’s own may hold as much as an owner, so giving it asks as well', async () => {
  const adam = await owners.hire('Adam', 'agent', key)
  const roleId = await ownRole()
  wait()
  expect(await api.call(`PATCH /members/${adam.user.id}`, { key, body: { roleId } })).toMatchObject(asked)
  expect(await api.call('POST /invitations', { key, body: { email: 'ivy@example.com', roleId } })).toMatchObject(asked)
})

test('a session from before this release is asked, whenever it began', async () => {
  await platform.database.owner.query('UPDATE auth_sessions SET proven_at = NULL')
  wait(1_001)
  expect(await api.call('POST /api-keys', { key, body: { name: 'Import' } })).toMatchObject(asked)
})

test('asking for a fresh session costs no trip to the database, and neither does not asking', async () => {
  // Longer than anybody is remembered.
  const costs = async (call: () => Promise<unknown>) => {
    wait()
    return tripsOf(call)
  }
  const [session, membership, roles] = [1, 1, 1]
  expect(await costs(() => api.ask('GET /roles', { key }))).toBe(session + membership + roles)
  const body = { name: 'Import' }
  expect(await costs(() => api.call('POST /api-keys', { key, body }))).toBe(session + membership)
  expect(await costs(() => api.call('POST /second-factor', { key }))).toBe(session + membership)
})
