import type { SignedIn } from '@frontdesk/contract/accounts'
import { catalog } from '@frontdesk/contract/catalog'
import { openProvider } from '@frontdesk/platform/providers/open'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { countedDatabase } from '@frontdesk/testing/counted-database'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { freshDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const password = 'correct horse battery'
const olivia = { organizationName: 'Northwind Bikes', name: 'Olivia', email: 'olivia@example.com', password }
const justOver = 5 * 60_000

let server: ProviderServer
let platform: TestPlatform
let tripsOf: ReturnType<typeof countedDatabase>['tripsOf']
let api: Api
let oliviasKey: string
beforeAll(async () => {
  server = await startOpenIdServer('http://localhost:3000/sign-in/return')
  const counted = countedDatabase(await freshDatabase())
  tripsOf = counted.tripsOf
  const providers = [openProvider({ id: 'oidc', name: 'Northwind', ...server })]
  platform = await testPlatform({ database: counted.database, providers })
  api = apiOf(platform)
  const { session } = await api.ask<SignedIn>('POST /setup', { body: olivia })
  const made = { key: session.token, body: { name: 'Invitations' } }
  oliviasKey = (await api.ask<{ secret: string }>('POST /api-keys', made)).secret
})
afterAll(() => server.close())

let people = 0
const hire = async (name: string, roleId: string, by: string) => {
  const email = `${name.toLowerCase()}-${++people}@example.com`
  const { link } = await api.ask<{ link: string }>('POST /invitations', { key: by, body: { email, roleId } })
  const body = { token: link.split('#')[1], account: { name, password } }
  return api.ask<SignedIn>('POST /invitations/accept', { body })
}

/** Ida, who owns an organization of her own; another one in each test. */
let ida: SignedIn
let key: string
beforeEach(async () => {
  // What others tried counts no more.
  wait(10 * 60_000)
  ida = await hire('Ida', 'owner', oliviasKey)
  key = ida.session.token
  await api.ask('POST /organizations', { key, body: { name: 'Ida’s Boats' } })
  await api.ask('DELETE /session/membership', { key })
})

const asked = { status: 403, body: { code: 'confirmation-required' } }
const confirm = (proof: object = { password }, by = key) =>
  api.ask('POST /session/confirmation', { key: by, body: proof })
const wait = (ms = justOver) => platform.clock.advance(ms)

const ownRole = async () => {
  const role = await api.ask<{ id: string }>('POST /roles', { key, body: { name: 'Evenings', permissions: [] } })
  return role.id
}
const setUpApp = async (confirmed = true) => {
  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key })
  const code = () => codeAt(secret, platform.clock.now())
  if (confirmed) await api.ask('POST /second-factor/confirm', { key, body: { code: code() } })
  return code
}

type Call = { ids?: Record<string, string>; body?: () => unknown }

/** For each endpoint that is marked, what Ida does to reach it, and a call of it that is asked and then works. */
const calls: Record<string, () => Promise<Call>> = {
  createApiKey: async () => ({ body: () => ({ name: 'Import' }) }),
  changePassword: async () => ({ body: () => ({ current: password, next: 'another horse battery' }) }),
  askEmailChange: async () => ({ body: () => ({ email: 'berg@example.com' }) }),
  enrolSecondFactor: async () => ({}),
  confirmSecondFactor: async () => {
    const code = await setUpApp(false)
    return { body: () => ({ code: code() }) }
  },
  removeSecondFactor: async () => {
    const code = await setUpApp()
    return { body: () => ({ code: code() }) }
  },
  renewRecoveryCodes: async () => {
    await setUpApp()
    return {}
  },
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
    ids: { userId: (await hire('Adam', 'agent', key)).user.id },
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
  const adam = await hire('Adam', 'agent', key)
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
  const adam = await hire('Adam', 'agent', key)
  const roleId = await ownRole()
  wait()
  expect(await api.call(`PATCH /members/${adam.user.id}`, { key, body: { roleId } })).toMatchObject(asked)
  expect(await api.call('POST /invitations', { key, body: { email: 'ivy@example.com', roleId } })).toMatchObject(asked)
})

test('a session tells until when it is fresh, and what it can be confirmed with', async () => {
  const read = () => api.ask<{ freshUntil: string | null; ways: object }>('GET /session/confirmation', { key })
  const { freshUntil, ways } = await read()
  expect(ways).toEqual({ password: true, code: false, providers: [] })
  expect(Date.parse(String(freshUntil)) - platform.clock.now().getTime()).toBeGreaterThan(justOver - 10_000)
  await setUpApp()
  wait()
  expect(await read()).toEqual({ freshUntil: null, ways: { password: true, code: true, providers: [] } })
  expect(await confirm()).toEqual({ freshUntil: expect.any(String) })
})

test('a code confirms once, as does a recovery code; a wrong one of either confirms nothing', async () => {
  const code = await setUpApp()
  const { recoveryCodes } = await api.ask<{ recoveryCodes: string[] }>('POST /second-factor/recovery-codes', { key })
  const make = () => api.call('POST /api-keys', { key, body: { name: 'Import' } })
  for (const good of [code, () => recoveryCodes[0] ?? '']) {
    wait()
    const proof = { code: good() }
    expect(await api.call('POST /session/confirmation', { key, body: { code: '000000' } })).toMatchObject({
      status: 403,
    })
    expect(await make()).toMatchObject(asked)
    await confirm(proof)
    expect((await make()).status).toBe(201)
    wait()
    expect(await api.call('POST /session/confirmation', { key, body: proof })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect(await make()).toMatchObject(asked)
  }
})

test('a wrong password confirms nothing, guessing is limited, and somebody else’s password is as wrong', async () => {
  await hire('Adam', 'agent', key)
  wait()
  const attempt = (body: object) => api.call('POST /session/confirmation', { key, body })
  expect(await attempt({ password: 'wrong horse battery' })).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This is not your password. Check it.' },
  })
  for (const nonsense of [{}, { password, code: '123456' }, { password: '' }])
    expect(await attempt(nonsense)).toMatchObject({ status: 400 })
  expect(await api.call('POST /api-keys', { key, body: { name: 'Import' } })).toMatchObject(asked)
  const statuses: number[] = []
  for (let guess = 0; guess < 12; guess++) statuses.push((await attempt({ password: `guess ${guess}` })).status)
  expect(statuses).toContain(429)
  expect(await attempt({ password })).toMatchObject({ status: 429 })
  wait(10 * 60_000)
  await confirm()
})

test('a session from before this release is asked, whenever it began', async () => {
  await platform.database.owner.query('UPDATE auth_sessions SET proven_at = NULL')
  wait(1_001)
  expect(await api.call('POST /api-keys', { key, body: { name: 'Import' } })).toMatchObject(asked)
})

test('a key has nothing to confirm, and whoever owes a code confirms nothing before it', async () => {
  const { secret } = await api.ask<{ secret: string }>('POST /api-keys', { key, body: { name: 'Import' } })
  expect(await api.call('POST /session/confirmation', { key: secret, body: { password } })).toMatchObject({
    status: 409,
  })
  const code = await setUpApp()
  const phone = await api.ask<SignedIn>('POST /session', { body: { email: ida.user.email, password } })
  const owing = phone.session.token
  const needsCode = { status: 403, body: { code: 'second-factor-required' } }
  expect(await api.call('POST /session/confirmation', { key: owing, body: { password } })).toMatchObject(needsCode)
  wait()
  expect(await api.call('POST /second-factor', { key: owing })).toMatchObject(needsCode)
  await api.ask('POST /session/second-factor', { key: owing, body: { code: code() } })
  expect((await api.call('POST /api-keys', { key: owing, body: { name: 'Import' } })).status).toBe(201)
})

test('who has to set up a second factor before anything else can confirm who they are', async () => {
  await api.ask('PATCH /organization', { key, body: { requiresSecondFactor: true } })
  wait()
  expect(await api.call('GET /agents', { key })).toMatchObject({ body: { code: 'second-factor-required' } })
  expect(await api.call('POST /second-factor', { key })).toMatchObject(asked)
  await confirm()
  await setUpApp()
  expect((await api.call('GET /agents', { key })).status).toBe(200)
})

test('a confirmation is in the audit trail', async () => {
  await confirm()
  const { items } = await api.ask<{ items: object[] }>('GET /audit?limit=1', { key })
  expect(items).toMatchObject([{ action: 'session.confirmed', target: ida.user.id }])
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
