import type { NewPasskeyOptions, PasskeyOptions } from '@frontdesk/contract/passkeys'
import type { SecurityAlert, SecurityEvent } from '@frontdesk/contract/security'
import { keepWatching } from '@frontdesk/modules/security/index'
import type { Api } from '@frontdesk/testing/api'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { openPasskeyDesk, type PasskeyDesk, refusal } from '@frontdesk/testing/passkey-desk'
import { type Lies, passkeyDevice } from '@frontdesk/testing/passkey-device'
import { beforeEach, expect, test } from 'vitest'

let here: PasskeyDesk
let api: Api
let desk: string
beforeEach(async () => {
  here = await openPasskeyDesk()
  api = here.api
  desk = here.olivia.key
})

const withByte = (at: number, byte: number) => (bytes: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + 1)])

const lies: [string, Lies][] = [
  ['another origin', { origin: 'http://localhost:3001' }],
  ['a look-alike', { origin: 'http://localhost:3000.evil.example' }],
  ['another site’s key', { rpId: 'evil.example' }],
  ['another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ['an answer to something else', { type: 'webauthn.create' }],
  ['nobody there', { isAbsent: true }],
  ['another person’s name', { userHandle: Buffer.alloc(32, 7).toString('base64url') }],
  ['no name', { userHandle: null }],
  ['what was changed after it was signed', { tamper: withByte(36, 99) }],
  ['flags that were set after it was signed', { asksWho: false, tamper: withByte(32, 5) }],
  ['less than a device says', { tamper: bytes => bytes.subarray(0, 30) }],
]

test.each(lies)('a passkey with %s is refused with the same sentence as an unknown one', async (_, lie) => {
  const browser = passkeyBrowser(api)
  await browser.add(desk)
  expect(await browser.tryToSignIn(lie)).toMatchObject(refusal.toSignIn)
  expect(await browser.tryToShow(desk, lie)).toMatchObject(refusal.toShow)
  const stranger = passkeyBrowser(api)
  const options = await stranger.begin<NewPasskeyOptions>('POST /passkeys', desk)
  stranger.device.make(options)
  expect(await stranger.tryToSignIn()).toMatchObject(refusal.toSignIn)
  await browser.signIn()
})

test('every lie but the name is refused of a new passkey as well, in one sentence', async () => {
  for (const [what, lie] of lies.filter(([, lie]) => lie.userHandle === undefined && lie.type === undefined))
    if (!what.startsWith('what was changed') && !what.startsWith('flags'))
      expect(await passkeyBrowser(api).tryToAdd(desk, { lies: lie }), what).toMatchObject(refusal.toAdd)
  expect(await passkeyBrowser(api).tryToAdd(desk, { lies: { type: 'webauthn.get' } })).toMatchObject(refusal.toAdd)
  const notOffered = passkeyBrowser(api, passkeyDevice({ algorithm: 'ES384' }))
  expect(await notOffered.tryToAdd(desk)).toMatchObject(refusal.toAdd)
  expect(await here.passkeysOf(desk)).toEqual([])
})

test('an oath of the device that nobody asked for is not read', async () => {
  const browser = passkeyBrowser(api)
  expect(await browser.tryToAdd(desk, { lies: { attests: true } })).toMatchObject({ status: 201 })
  await browser.signIn()
})

test('a challenge counts once, for the browser that it was made for, within five minutes', async () => {
  const browser = passkeyBrowser(api)
  await browser.add(desk)
  const confirm = 'POST /session/passkey/confirm'
  const ask = async () => {
    const options = await browser.begin<PasskeyOptions>('POST /session/passkey')
    return { answer: browser.device.use(options) }
  }
  const answer = await ask()
  expect(await browser.send(confirm, answer)).toMatchObject({ status: 201 })
  expect(await browser.send(confirm, answer)).toMatchObject(refusal.toSignIn)
  const twins = await ask()
  const both = await Promise.all([1, 2, 3, 4].map(() => browser.send(confirm, twins)))
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 401, 401, 401])
  // An answer that was refusal.toSignIn has used its challenge up.
  const lying = await ask()
  const tampered = { ...lying.answer, response: { ...lying.answer.response, signature: 'AAAA' } }
  expect(await browser.send(confirm, { answer: tampered })).toMatchObject(refusal.toSignIn)
  expect(await browser.send(confirm, lying)).toMatchObject(refusal.toSignIn)
  here.platform.clock.advance(10 * 60_000)
  const elsewhere = await ask()
  for (const headers of [{}, { cookie: 'frontdesk-passkey=nonsense' }, { cookie: `${browser.cookie()}x` }])
    expect(await api.call(confirm, { body: elsewhere, headers: headers as Record<string, string> })).toMatchObject(
      refusal.toSignIn,
    )
  const other = passkeyBrowser(api)
  await other.begin('POST /session/passkey')
  expect(await other.send(confirm, elsewhere)).toMatchObject(refusal.toSignIn)
  expect(await browser.send(confirm, elsewhere)).toMatchObject({ status: 201 })
  const late = await ask()
  here.platform.clock.advance(5 * 60_000)
  expect(await browser.send(confirm, late)).toMatchObject(refusal.toSignIn)
  here.platform.clock.advance(10 * 60_000)
  await browser.signIn()
})

test('a new passkey is for the session that asked, once, and a challenge for signing in makes none', async () => {
  const browser = passkeyBrowser(api)
  const confirm = 'POST /passkeys/confirm'
  const begin = () => browser.begin<NewPasskeyOptions>('POST /passkeys', desk)
  const body = { name: 'Laptop', answer: browser.device.make(await begin()) }
  const adam = await here.hire('Adam')
  expect(await browser.send(confirm, body, adam.key)).toMatchObject(refusal.toAdd)
  expect(await browser.send(confirm, body, desk)).toMatchObject({ status: 201 })
  expect(await browser.send(confirm, body, desk)).toMatchObject(refusal.toAdd)
  const options = await begin()
  await browser.begin('POST /session/passkey')
  expect(await browser.send(confirm, { ...body, answer: browser.device.make(options) }, desk)).toMatchObject(
    refusal.toAdd,
  )
  const late = { ...body, answer: browser.device.make(await begin()) }
  here.platform.clock.advance(5 * 60_000)
  expect(await browser.send(confirm, late, desk)).toMatchObject(refusal.toAdd)
  expect(await here.passkeysOf(adam.key)).toEqual([])
  expect(await here.passkeysOf(desk)).toHaveLength(1)
})

test('nobody adds somebody else’s passkey, renames it, removes it, or completes a session with it', async () => {
  const [hers, his] = [passkeyBrowser(api), passkeyBrowser(api)]
  const adam = (await here.hire('Adam')).key
  const { id } = await hers.add(desk, 'Laptop')
  await his.add(adam, 'Phone')
  const options = await his.begin<NewPasskeyOptions>('POST /passkeys', adam)
  const fresh = his.device.make(options)
  const stolen = { ...fresh, id: Buffer.alloc(32, 1).toString('base64url') }
  expect(await his.send('POST /passkeys/confirm', { name: 'Hers', answer: stolen }, adam)).toMatchObject(refusal.toAdd)
  const none = { status: 404, body: { code: 'not-found' } }
  expect(await api.call(`PATCH /passkeys/${id}`, { key: adam, body: { name: 'Mine' } })).toMatchObject(none)
  expect(await api.call(`DELETE /passkeys/${id}`, { key: adam })).toMatchObject(none)
  expect(await hers.tryToShow(adam)).toMatchObject(refusal.toShow)
  expect(await here.passkeysOf(desk)).toMatchObject([{ id, name: 'Laptop' }])
  // Signed by his key for her passkey.
  const asked = await his.begin<PasskeyOptions>('POST /session/passkey')
  const ownId = hers.device.use(asked).id
  const answer = { ...his.device.use(asked), id: ownId }
  expect(await his.send('POST /session/passkey/confirm', { answer })).toMatchObject(refusal.toSignIn)
})

test('a device that counts back is a copy: it is refusal.toSignIn, and whoever looks after security is told', async () => {
  const browser = passkeyBrowser(api)
  await browser.add(desk)
  const stopWatching = keepWatching(here.platform)
  await browser.signIn()
  expect(await browser.tryToSignIn({ uses: 9 })).toMatchObject({ status: 201 })
  for (const uses of [9, 8, 0]) expect(await browser.tryToSignIn({ uses })).toMatchObject(refusal.toSignIn)
  expect(await browser.tryToSignIn({ uses: 10 })).toMatchObject({ status: 201 })
  expect(await browser.tryToSignIn({ origin: 'https://evil.example', uses: 11 })).toMatchObject(refusal.toSignIn)
  await stopWatching()
  const { items: events } = await api.ask<{ items: SecurityEvent[] }>('GET /security/events', { key: desk })
  expect(events).toContainEqual(
    expect.objectContaining({ name: 'authn_token_reuse', level: 'critical', actor: here.olivia.id, count: 3 }),
  )
  expect(events).toContainEqual(expect.objectContaining({ name: 'authn_login_fail', actor: here.olivia.id, count: 1 }))
  const { items: alerts } = await api.ask<{ items: SecurityAlert[] }>('GET /security/alerts', { key: desk })
  expect(alerts).toContainEqual(
    expect.objectContaining({ rule: 'passkey-copied', level: 'critical', subject: here.olivia.id }),
  )
})

test('attempts are limited as those with passwords are', async () => {
  const browser = passkeyBrowser(api)
  await browser.add(desk)
  for (let attempt = 0; attempt < 10; attempt++)
    expect(await browser.tryToSignIn({ origin: 'https://evil.example' })).toMatchObject(refusal.toSignIn)
  expect(await browser.tryToSignIn()).toMatchObject({ status: 429, body: { code: 'limit-reached' } })
  here.platform.clock.advance(10 * 60_000)
  await browser.signIn()
})
