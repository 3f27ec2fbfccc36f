import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Api } from '@frontdesk/testing/api'
import { type Owners, openOwners, password } from '@frontdesk/testing/owners'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import type { Lies } from '@frontdesk/testing/passkey-device'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { beforeAll, beforeEach, expect, test } from 'vitest'

const justOver = 5 * 60_000

let platform: TestPlatform
let owners: Owners
let api: Api
beforeAll(async () => {
  platform = await testPlatform({ database: await emptiedDatabase() })
  owners = await openOwners(platform)
  api = owners.api
})

let ida: SignedIn
let key: string
beforeEach(async () => {
  ida = await owners.newOwner('Ida')
  key = ida.session.token
})

const asked = { status: 403, body: { code: 'confirmation-required' } }
const confirm = (proof: object = { password }) => api.ask('POST /session/confirmation', { key, body: proof })
const wait = (ms = justOver) => platform.clock.advance(ms)

test('a session tells until when it is fresh, and what it can be confirmed with', async () => {
  const read = () => api.ask<{ freshUntil: string | null; ways: object }>('GET /session/confirmation', { key })
  const { freshUntil, ways } = await read()
  expect(ways).toEqual({ password: true, code: false, passkey: false, providers: [] })
  expect(Date.parse(String(freshUntil)) - platform.clock.now().getTime()).toBeGreaterThan(justOver - 10_000)
  await owners.setUpApp(key)
  wait()
  expect(await read()).toEqual({
    freshUntil: null,
    ways: { password: true, code: true, passkey: false, providers: [] },
  })
  expect(await confirm()).toEqual({ freshUntil: expect.any(String) })
})

test('a code confirms once, as does a recovery code; a wrong one of either confirms nothing', async () => {
  const code = await owners.setUpApp(key)
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

test('a passkey whose device asks who is using it confirms, once for each time that it was asked for', async () => {
  const laptop = passkeyBrowser(api)
  await laptop.add(key)
  const make = () => api.call('POST /api-keys', { key, body: { name: 'Import' } })
  const answerOf = async (lies: Lies = {}) => laptop.device.use(await laptop.begin('POST /session/passkey'), lies)
  const confirmBy = (answer: unknown, by = key) => laptop.send('POST /session/confirmation', { answer }, by)
  wait()
  const { ways } = await api.ask<{ ways: object }>('GET /session/confirmation', { key })
  expect(ways).toEqual({ password: true, code: false, passkey: true, providers: [] })
  const other = await owners.newOwner('Adam')
  wait()
  expect((await confirmBy(await answerOf(), other.session.token)).status).toBe(403)
  expect((await confirmBy(await answerOf({ asksWho: false }))).status).toBe(403)
  expect(await make()).toMatchObject(asked)
  const answer = await answerOf()
  expect((await confirmBy(answer)).status).toBe(200)
  expect((await make()).status).toBe(201)
  wait()
  expect((await confirmBy(answer)).status).toBe(403)
  expect(await make()).toMatchObject(asked)
})

test('a wrong password confirms nothing, guessing is limited, and somebody else’s password is as wrong', async () => {
  await owners.hire('Adam', 'agent', key)
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

test('a key has nothing to confirm, and whoever owes a code confirms nothing before it', async () => {
  const { secret } = await api.ask<{ secret: string }>('POST /api-keys', { key, body: { name: 'Import' } })
  expect(await api.call('POST /session/confirmation', { key: secret, body: { password } })).toMatchObject({
    status: 409,
  })
  const code = await owners.setUpApp(key)
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
  await owners.setUpApp(key)
  expect((await api.call('GET /agents', { key })).status).toBe(200)
})

test('a confirmation is in the audit trail', async () => {
  await confirm()
  const { items } = await api.ask<{ items: object[] }>('GET /audit?limit=1', { key })
  expect(items).toMatchObject([{ action: 'session.confirmed', target: ida.user.id }])
})
