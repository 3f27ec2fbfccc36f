import type { SignedIn } from '@frontdesk/contract/accounts'
import type { NewPasskeyOptions, PasskeyOptions } from '@frontdesk/contract/passkeys'
import { createBetterAuthSignIn } from '@frontdesk/platform/sign-in/better-auth'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { mailsOf } from '@frontdesk/testing/mails'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { openPasskeyDesk, type PasskeyDesk, refusal } from '@frontdesk/testing/passkey-desk'
import { passkeyDevice } from '@frontdesk/testing/passkey-device'
import { beforeEach, expect, test } from 'vitest'

let here: PasskeyDesk
let api: Api
let desk: string
beforeEach(async () => {
  here = await openPasskeyDesk()
  api = here.api
  desk = here.olivia.key
})

const incomplete = { status: 403, body: { code: 'second-factor-required' } }

test.each(['ES256', 'EdDSA', 'RS256'] as const)(
  'Olivia signs in with a passkey of %s, without a password',
  async algorithm => {
    const browser = passkeyBrowser(api, passkeyDevice({ algorithm }))
    const added = await browser.add(desk, 'Laptop')
    expect(added).toMatchObject({ name: 'Laptop', isSecondFactor: true, lastUsedAt: null })
    const { status, headers, body } = await browser.tryToSignIn()
    expect([status, (body as SignedIn).user.email]).toEqual([201, here.olivia.email])
    const own = { headers: { cookie: String(headers.get('set-cookie')?.split(';')[0]) } }
    expect(await api.call('GET /session', own)).toMatchObject({ status: 200, body: { user: { id: here.olivia.id } } })
    expect(await here.passkeysOf(desk)).toMatchObject([{ id: added.id, lastUsedAt: expect.any(String) }])
    expect(await browser.signIn()).not.toBe((body as SignedIn).session.token)
  },
)

test('she has several, by name, and removing one ends the sessions in which it was added or used, but the one that asks', async () => {
  const [laptop, phone] = [passkeyBrowser(api), passkeyBrowser(api)]
  const { id } = await laptop.add(desk, 'Laptop')
  await phone.add(desk, 'Phone')
  expect((await here.passkeysOf(desk)).map(({ name }) => name)).toEqual(['Phone', 'Laptop'])
  await api.ask(`PATCH /passkeys/${id}`, { key: desk, body: { name: 'Old laptop' } })
  expect((await here.passkeysOf(desk)).map(({ name }) => name)).toEqual(['Phone', 'Old laptop'])
  const [first, second, other] = [await laptop.signIn(), await laptop.signIn(), await phone.signIn()]
  await api.ask(`DELETE /passkeys/${id}`, { key: first })
  expect(await Promise.all([first, second, other, desk].map(here.statusOf))).toEqual([200, 401, 200, 401])
  expect((await here.passkeysOf(other)).map(({ name }) => name)).toEqual(['Phone'])
  expect(await laptop.tryToSignIn()).toMatchObject(refusal.toSignIn)
  await phone.signIn()
})

test('passkeys that are kept in a cloud do not count, and work again and again', async () => {
  const browser = passkeyBrowser(api, passkeyDevice({ counts: false }))
  await browser.add(desk)
  for (const _ of [1, 2, 3]) await browser.signIn()
})

test('where a second factor is required, a passkey that asks who is using it is one, and another is not', async () => {
  const adam = (await here.hire('Adam')).key
  const [verified, bare] = [passkeyBrowser(api), passkeyBrowser(api, passkeyDevice({ asksWho: false }))]
  await verified.add(desk)
  expect(await bare.add(adam)).toMatchObject({ isSecondFactor: false })
  await here.requireSecondFactor()
  const complete = await verified.signIn()
  expect(await here.statusOf(complete)).toBe(200)
  expect(await api.ask('GET /session/second-factor', { key: complete })).toEqual({
    isSetUp: false,
    isShown: true,
    isRequired: true,
    hasPasskey: true,
  })
  expect(await api.call('GET /agents', { key: await bare.signIn() })).toMatchObject(incomplete)
  expect(await bare.tryToShow(adam)).toMatchObject(refusal.toShow)
  expect(await verified.tryToSignIn({ asksWho: false })).toMatchObject({ status: 201 })
  const { body } = await verified.tryToSignIn({ asksWho: false })
  expect(await api.call('GET /agents', { key: (body as SignedIn).session.token })).toMatchObject(incomplete)
})

test('a password alone shows the passkey before it changes what the person signs in with, where a factor is required', async () => {
  const browser = passkeyBrowser(api)
  const { id } = await browser.add(desk)
  const key = await here.signIn()
  await here.requireSecondFactor()
  expect(await api.call('GET /agents', { key })).toMatchObject(incomplete)
  for (const [route, body] of [
    ['POST /second-factor', undefined],
    ['POST /passkeys', undefined],
    [`PATCH /passkeys/${id}`, { name: 'Mine' }],
    [`DELETE /passkeys/${id}`, undefined],
  ] as const)
    expect(await api.call(route, { key, ...(body && { body }) }), route).toMatchObject(incomplete)
  expect(await browser.tryToShow(key)).toMatchObject({ status: 204 })
  expect(await here.statusOf(key)).toBe(200)
  await api.ask(`DELETE /passkeys/${id}`, { key })
  // It goes on, without what the passkey had shown.
  expect(await api.call('GET /agents', { key })).toMatchObject(incomplete)
  await browser.add(key)
  expect(await here.statusOf(key)).toBe(200)
})

test('where none is required, the password removes a passkey that was lost', async () => {
  const { id } = await passkeyBrowser(api).add(desk)
  const key = await here.signIn()
  await api.ask(`DELETE /passkeys/${id}`, { key })
  expect(await here.passkeysOf(key)).toEqual([])
})

test('whoever was removed from the shop, or whose account is gone, gets in with no passkey', async () => {
  const browser = passkeyBrowser(api)
  const adam = await here.hire('Adam')
  await browser.add(adam.key)
  await api.ask(`DELETE /members/${adam.id}`, { key: desk })
  expect(await browser.tryToSignIn()).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  await here.platform.database.owner.query('DELETE FROM auth_users WHERE id = $1', [adam.id])
  expect(await browser.tryToSignIn()).toMatchObject(refusal.toSignIn)
  expect((await here.platform.database.owner.query('SELECT * FROM auth_passkeys')).rows).toEqual([])
})

test('adding and removing is noted wherever the person works, and mailed to them', async () => {
  const { id } = await passkeyBrowser(api).add(desk, 'Laptop')
  expect(await mailsOf(here.platform, 'passkey-added')).toMatchObject([
    { to: here.olivia.email, subject: 'A passkey was added to your Frontdesk account' },
  ])
  await api.ask('POST /organizations', { key: desk, body: { name: 'Another' } })
  await api.ask(`DELETE /passkeys/${id}`, { key: desk })
  const text = `SELECT organization_id, action FROM audit_entries WHERE action LIKE 'passkey%' ORDER BY at`
  const { rows } = await here.platform.database.owner.query<{ organization_id: string; action: string }>(text)
  expect(rows.map(({ action }) => action)).toEqual(['passkey.added', 'passkey.removed', 'passkey.removed'])
  expect(new Set(rows.map(row => row.organization_id)).size).toBe(2)
})

test('a person has at most twenty', async () => {
  const browser = passkeyBrowser(api)
  for (let made = 0; made < 20; made++) await browser.add(desk)
  expect(await api.call('POST /passkeys', { key: desk })).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test('what is asked is the same whether or not anybody has a passkey, and tells nothing of who has', async () => {
  const ask = async () => (await api.ask<PasskeyOptions>('POST /session/passkey')) as PasskeyOptions
  const { challenge: before, ...asked } = await ask()
  const browser = passkeyBrowser(api)
  await browser.add(desk)
  const { challenge: after, ...again } = await ask()
  expect(again).toEqual(asked)
  expect(after).not.toBe(before)
  const options = await browser.begin<NewPasskeyOptions>('POST /passkeys', desk)
  const handle = Buffer.from(options.user.id, 'base64url')
  expect(handle).toHaveLength(32)
  for (const known of [here.olivia.id, here.olivia.id.replaceAll('-', ''), here.olivia.email])
    expect(handle.toString('latin1') + handle.toString('hex')).not.toContain(known)
  expect(options.excludeCredentials).toHaveLength(1)
})

test.each(['http://192.0.2.1:3000', 'https://[2001:db8::1]', 'http://desk.example.com'])(
  'at %s, where browsers take no passkeys, none are offered',
  async url => {
    const { database, clock, config } = here.platform
    const signIn = createBetterAuthSignIn({ ...config, database, clock, url })
    const bare = apiOf({ ...here.platform, signIn })
    expect(await bare.ask('GET /sign-in-providers')).toEqual({ items: [], passkeys: false })
    for (const route of ['POST /session/passkey', 'POST /passkeys', 'GET /passkeys'])
      expect(await bare.call(route, { key: desk }), route).toMatchObject({ status: 404 })
    expect(await api.ask('GET /sign-in-providers')).toEqual({ items: [], passkeys: true })
  },
)
