import { openProvider } from '@frontdesk/platform/providers/open'
import { apiOf } from '@frontdesk/testing/api'
import { mailsOf } from '@frontdesk/testing/mails'
import { browse, type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Conflict, NotFound, Unauthenticated } from '#errors'
import { askPasswordReset } from './ask-password-reset.ts'
import { authenticate } from './authenticate.ts'
import { beginProviderConfirmation, confirmSession } from './confirm-session.ts'
import { freshUntil } from './fresh.ts'
import { beginProviderLink, finishProviderLink, listLinkedProviders, unlinkProvider } from './link-provider.ts'
import { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
import { resetPassword } from './reset-password.ts'
import { setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

const returnUrl = 'http://localhost:3000/sign-in/return'
const here = { ip: '192.0.2.1', requestId: 'request', userAgent: 'Firefox' }
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const atNorthwind = { subject: '4711', email: 'olivia@northwind.example', emailVerified: false }

let server: ProviderServer
beforeAll(async () => {
  server = await startOpenIdServer(returnUrl)
})
afterAll(() => server.close())

let platform: TestPlatform
let desk: string
let personId: string
beforeEach(async () => {
  const providers = [
    openProvider({ id: 'oidc', name: 'Northwind', ...server }),
    openProvider({ id: 'google', name: 'Google', ...server }),
  ]
  platform = await testPlatform({ database: await emptiedDatabase(), providers })
  const { session, user } = await setUp(
    platform,
    { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia },
    here,
  )
  desk = session.token
  personId = user.id
  server.visitor = atNorthwind
})

type Trip = { url: string; setCookie: string }
const by = (token = desk) => ({ ...here, authorization: `Bearer ${token}` })
const comeBack = async ({ url, setCookie }: Trip, token = desk) => {
  const { search } = await browse(url, returnUrl)
  return { query: search, visit: { ...by(token), cookie: setCookie.split(';')[0] } }
}
const link = async (provider = 'oidc', token = desk) => {
  const { query, visit } = await comeBack(await beginProviderLink(platform, provider, by(token)), token)
  await finishProviderLink(platform, query, visit)
}
const linked = async (token = desk) => (await listLinkedProviders(platform, by(token))).items.map(({ name }) => name)
const comeIn = async () => {
  const { query, visit } = await comeBack(await beginProviderSignIn(platform, { provider: 'oidc' }), 'nobody')
  return finishProviderSignIn(platform, query, visit)
}
const mails = async () => (await mailsOf(platform, 'providers-changed')).map(({ to, subject }) => `${to}: ${subject}`)
const adams = async () =>
  (await platform.signIn.register({ name: 'Adam', email: 'adam@example.com', password: olivia.password }))?.token ?? ''

test('Olivia links Northwind, whatever her address there, comes in by it, and unlinks it', async () => {
  await expect(comeIn()).rejects.toBeInstanceOf(Unauthenticated)
  await link()
  expect(await listLinkedProviders(platform, by())).toEqual({
    items: [{ id: 'oidc', name: 'Northwind', linkedAt: expect.any(String) }],
    hasPassword: true,
  })
  expect((await comeIn()).user.id).toBe(personId)
  await unlinkProvider(platform, 'oidc', by())
  expect(await linked()).toEqual([])
  await expect(comeIn()).rejects.toBeInstanceOf(Unauthenticated)
  await expect(unlinkProvider(platform, 'oidc', by())).rejects.toThrow(NotFound)
  expect(await mails()).toEqual([
    'olivia@example.com: Northwind opens your Frontdesk account',
    'olivia@example.com: Northwind no longer opens your Frontdesk account',
  ])
  const { rows } = await platform.database.owner.query(
    `SELECT action, entry::jsonb -> 'details' ->> 'provider' AS provider FROM audit_entries WHERE action LIKE 'person.%' ORDER BY seq`,
  )
  expect(rows).toEqual([
    { action: 'person.provider-linked', provider: 'Northwind' },
    { action: 'person.provider-unlinked', provider: 'Northwind' },
  ])
})

test('who opens another account, and a second one of the same service, are not linked', async () => {
  await link('oidc', await adams())
  await expect(link()).rejects.toThrow('Who you are at Northwind opens another account here')
  server.visitor = { ...atNorthwind, subject: '4712' }
  await link()
  server.visitor = { ...atNorthwind, subject: '4713' }
  await expect(link()).rejects.toThrow('You have linked somebody else of Northwind')
  expect(await linked()).toEqual(['Northwind'])
})

test('the last way in stays: a password or another service has to be there first, also for two who unlink at once', async () => {
  await link('oidc')
  await link('google')
  await platform.database.owner.query(`DELETE FROM auth_accounts WHERE "providerId" = 'credential'`)
  const both = await Promise.allSettled(['oidc', 'google'].map(each => unlinkProvider(platform, each, by())))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const [left = ''] = await linked()
  const id = left === 'Google' ? 'google' : 'oidc'
  await expect(unlinkProvider(platform, id, by())).rejects.toThrow(`${left} is the only way in that you have.`)
  expect(await linked()).toEqual([left])
})

test('a passkey is a way in as well, so the service beside it can go', async () => {
  await link()
  await platform.database.owner.query(`DELETE FROM auth_accounts WHERE "providerId" = 'credential'`)
  await expect(unlinkProvider(platform, 'oidc', by())).rejects.toThrow(Conflict)
  await passkeyBrowser(apiOf(platform)).add(desk)
  await unlinkProvider(platform, 'oidc', by())
  expect(await linked()).toEqual([])
})

test('a service that is not offered any more is no way in, so it does not count as one', async () => {
  await link('oidc')
  await link('google')
  await platform.database.owner.query(`DELETE FROM auth_accounts WHERE "providerId" = 'credential'`)
  const withoutGoogle = { ...platform, providers: platform.providers.filter(({ config }) => config.id !== 'google') }
  expect((await listLinkedProviders(withoutGoogle, by())).items.map(({ id }) => id)).toEqual(['oidc'])
  await expect(unlinkProvider(withoutGoogle, 'oidc', by())).rejects.toThrow(Conflict)
})

test('whoever joined without a password chooses a first one by mail, and can then unlink the service', async () => {
  await link()
  await platform.database.owner.query(`DELETE FROM auth_accounts WHERE "providerId" = 'credential'`)
  await expect(signIn(platform, olivia, here)).rejects.toThrow(Unauthenticated)
  await askPasswordReset(platform, olivia.email, here)
  const [mail] = await mailsOf(platform, 'password-reset', olivia.email)
  const token = /#([\w-]{43})\n/.exec(mail?.text ?? '')?.[1] ?? ''
  await resetPassword(platform, { token, password: olivia.password }, here)
  desk = (await signIn(platform, olivia, here)).session.token
  await unlinkProvider(platform, 'oidc', by())
  expect(await linked()).toEqual([])
})

test('what was begun for one session, or for something else, links nothing to another', async () => {
  const refused = { code: 'forbidden', message: 'This took too long, or began in another browser. Begin again.' }
  const adam = await adams()
  const begun = await comeBack(await beginProviderLink(platform, 'oidc', by()))
  await expect(finishProviderLink(platform, begun.query, { ...begun.visit, ...by(adam) })).rejects.toMatchObject(
    refused,
  )
  const signingIn = await comeBack(await beginProviderSignIn(platform, { provider: 'oidc' }))
  await expect(finishProviderLink(platform, signingIn.query, signingIn.visit)).rejects.toMatchObject(refused)
  await expect(confirmSession(platform, { query: begun.query }, begun.visit)).rejects.toMatchObject(refused)
  const linking = await comeBack(await beginProviderLink(platform, 'oidc', by()))
  await expect(finishProviderSignIn(platform, linking.query, linking.visit)).rejects.toBeInstanceOf(Unauthenticated)
  expect([await linked(), await linked(adam)]).toEqual([[], []])
})

test('a linked service confirms a session, for its own person alone', async () => {
  const isFresh = async () => {
    const session = await platform.signIn.find(desk)
    return session !== undefined && freshUntil(session, platform.clock.now()) !== undefined
  }
  await expect(beginProviderConfirmation(platform, 'oidc', by())).rejects.toThrow(NotFound)
  await link()
  platform.clock.advance(5 * 60_000)
  server.visitor = { ...atNorthwind, subject: '666' }
  const other = await comeBack(await beginProviderConfirmation(platform, 'oidc', by()))
  await expect(confirmSession(platform, { query: other.query }, other.visit)).rejects.toMatchObject({
    code: 'forbidden',
    message: 'You are somebody else at Northwind. Sign in there as yourself, then try again.',
  })
  expect(await isFresh()).toBe(false)
  server.visitor = atNorthwind
  const { query, visit } = await comeBack(await beginProviderConfirmation(platform, 'oidc', by()))
  await confirmSession(platform, { query }, visit)
  expect(await isFresh()).toBe(true)
  const identity = await authenticate(platform, by())
  expect(identity?.session?.provenAt).toBeDefined()
})

test('a key has no account that a service could be linked to', async () => {
  const { platform: other, olivia } = await world()
  const key = { ...here, authorization: `Bearer ${olivia.key}` }
  await expect(listLinkedProviders(other, key)).rejects.toThrow(Conflict)
  await expect(beginProviderLink(other, 'oidc', key)).rejects.toThrow(Conflict)
})
