import type { Platform } from '@frontdesk/platform/platform'
import { openProvider } from '@frontdesk/platform/providers/open'
import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { browse, type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { acceptInvitation } from './accept-invitation.ts'
import { authenticate } from './authenticate.ts'
import { deleteInvitation, selectInvitations } from './invitation-store.ts'
import { invite } from './invite.ts'
import { selectMembers } from './people-store.ts'
import { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
import { confirmSecondFactor, enrolSecondFactor } from './second-factor.ts'
import { setUp } from './set-up.ts'

const returnUrl = 'http://localhost:3000/sign-in/return'
const visit = { ip: '192.0.2.1', requestId: 'request', userAgent: 'Firefox' }
const password = 'correct horse battery'
const ivy = { subject: '4711', email: 'Ivy@Example.com', emailVerified: true, name: 'Ivy Hill' }

let server: ProviderServer
beforeAll(async () => {
  server = await startOpenIdServer(returnUrl)
})
afterAll(() => server.close())

let platform: TestPlatform
let owner: Ctx
beforeEach(async () => {
  const providers = [openProvider({ id: 'oidc', name: 'Northwind', ...server })]
  platform = await testPlatform({ database: await emptiedDatabase(), providers })
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', email: 'olivia@example.com', password }
  const { session } = await setUp(platform, first, visit)
  const identity = await authenticate(platform, { authorization: `Bearer ${session.token}` })
  if (!identity) throw new Error('Olivia is not in')
  owner = createCtx(platform, { ...identity, requestId: 'request' })
  server.visitor = ivy
})

const invited = async (email = 'ivy@example.com', on: Ctx = owner) =>
  (await invite(on, { email, roleId: 'agent' })).link.split('#')[1] ?? ''

/** Goes to the provider from the join page and comes back, with what may happen in between. */
const join = async (
  invitation: string,
  meanwhile: () => Promise<unknown> = async () => {},
  on: Platform = platform,
) => {
  const { url, setCookie } = await beginProviderSignIn(on, { provider: 'oidc', invitation })
  const { search } = await browse(url, returnUrl)
  await meanwhile()
  return finishProviderSignIn(on, search, { ...visit, cookie: setCookie.split(';')[0] })
}
const people = async () =>
  (await selectMembers(owner, { limit: 10, after: undefined })).items.map(({ name, email }) => `${name} <${email}>`)
const onlyOlivia = ['Olivia <olivia@example.com>']
const sessions = async () => (await platform.database.owner.query('SELECT id FROM auth_sessions')).rows.length
const waiting = async () => (await selectInvitations(owner, { limit: 10, after: undefined })).items.length

test('Ivy joins with Northwind, without a password, and comes in by it from then on', async () => {
  const { session, user, organization, role } = await join(await invited())
  expect({ user, organization, role }).toMatchObject({
    user: { name: 'Ivy Hill', email: 'ivy@example.com', emailVerified: true },
    organization: { name: 'Northwind Bikes' },
    role: { id: 'agent' },
  })
  const identity = await authenticate(platform, { authorization: `Bearer ${session.token}` })
  expect(identity).toMatchObject({ actor: { id: user.id }, session: { provenAt: expect.any(Date) } })
  expect(await people()).toEqual([...onlyOlivia, 'Ivy Hill <ivy@example.com>'])
  expect(await platform.signIn.hasPassword(user.id)).toBe(false)
  expect(await waiting()).toBe(0)
  const { url, setCookie } = await beginProviderSignIn(platform, { provider: 'oidc' })
  const { search } = await browse(url, returnUrl)
  const again = await finishProviderSignIn(platform, search, { ...visit, cookie: setCookie.split(';')[0] })
  expect(again.user.id).toBe(user.id)
  const { rows } = await platform.database.owner.query('SELECT action FROM audit_entries ORDER BY seq')
  expect(rows.map(({ action }) => action)).toEqual([
    'organization.created',
    'invitation.created',
    'member.joined',
    'session.started',
  ])
})

test('whoever has told the provider no name is called as their address begins', async () => {
  server.visitor = { subject: '4712', email: 'ivy@example.com', emailVerified: true }
  expect((await join(await invited())).user.name).toBe('ivy')
})

test.each([
  [
    'another address',
    { ...ivy, email: 'mallory@example.com' },
    'is for ivy@example.com, and at Northwind you have another',
  ],
  [
    'an address that Northwind has not seen',
    { ...ivy, emailVerified: false },
    'Northwind has not seen that ivy@example.com',
  ],
  ['no address at all', { ...ivy, email: '' }, 'at Northwind you have another address'],
])('%s joins nothing, and leaves the invitation to whom it is for', async (_, visitor, sentence) => {
  const invitation = await invited()
  server.visitor = visitor
  await expect(join(invitation)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining(sentence),
  })
  expect([await people(), await sessions(), await waiting()]).toEqual([onlyOlivia, 1, 1])
  server.visitor = ivy
  await join(invitation)
})

test('an invitation that was used, taken back, replaced, or has run out joins nothing, also when it ends on the way', async () => {
  const gone = { code: 'not-found', message: expect.stringContaining('no such invitation') }
  const takeBack = async () => {
    const { items } = await selectInvitations(owner, { limit: 10, after: undefined })
    await deleteInvitation(owner, items[0]?.id ?? '')
  }
  await expect(join('nonsense')).rejects.toMatchObject(gone)
  await expect(join(await invited(), takeBack)).rejects.toMatchObject(gone)
  const replaced = await invited()
  await expect(join(replaced, () => invited())).rejects.toMatchObject(gone)
  const late = await invited()
  platform.clock.advance(72 * 60 * 60 * 1000)
  await expect(join(late)).rejects.toMatchObject(gone)
  expect([await people(), await sessions()]).toEqual([onlyOlivia, 1])
  const used = await invited()
  await join(used)
  await expect(join(used)).rejects.toMatchObject(gone)
})

test('whoever belongs to the organization already is told so, and keeps the invitation unused', async () => {
  await join(await invited())
  // She changed her address, was invited once more by the old one, and then changed it back.
  await platform.database.owner.query(`UPDATE members SET email = 'hill@example.com' WHERE name = 'Ivy Hill'`)
  const again = await invited()
  await expect(join(again)).rejects.toMatchObject({
    code: 'conflict',
    message: 'You belong to Northwind Bikes already. Sign in as always.',
  })
  expect(await waiting()).toBe(1)
})

test('an account of that address joins if its address is confirmed, gets Northwind linked, and a mail that says so', async () => {
  const made = await platform.signIn.register({ name: 'Ivy', email: 'ivy@example.com', password })
  const invitation = await invited()
  await expect(join(invitation)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('has not confirmed it'),
  })
  expect(await platform.signIn.provenAccounts?.linked(made?.person.id ?? '')).toEqual([])
  await platform.signIn.keepVerified(made?.person.id ?? '', 'ivy@example.com')
  expect((await join(invitation)).user).toMatchObject({ id: made?.person.id, name: 'Ivy' })
  expect(await mailsOf(platform, 'providers-changed')).toMatchObject([
    { to: 'ivy@example.com', subject: 'Northwind opens your Frontdesk account' },
  ])
})

test('who is known at Northwind under an account of another address here does not join with it', async () => {
  const made = await platform.signIn.register({ name: 'Ivy', email: 'hill@example.com', password })
  await platform.signIn.provenAccounts?.link(made?.person.id ?? '', { provider: 'oidc', ...ivy })
  const before = await sessions()
  await expect(join(await invited())).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('an account of another address'),
  })
  expect([await people(), await sessions()]).toEqual([onlyOlivia, before])
})

test('whoever has a second factor shows it before they join', async () => {
  const made = await platform.signIn.register({ name: 'Ivy', email: 'ivy@example.com', password })
  await platform.signIn.keepVerified(made?.person.id ?? '', 'ivy@example.com')
  const by = { ...visit, authorization: `Bearer ${made?.token}` }
  const { secret } = await enrolSecondFactor(platform, by)
  await confirmSecondFactor(platform, codeAt(secret, platform.clock.now()), by)
  const invitation = await invited()
  await expect(join(invitation)).rejects.toMatchObject({
    code: 'second-factor-required',
    message: 'Your account has a second factor. Sign in with it first, then open the invitation again.',
  })
  await acceptInvitation(platform, { token: invitation }, by)
  expect(await people()).toHaveLength(2)
})

test('of many who come back with one invitation at the same moment, one joins', async () => {
  const invitation = await invited()
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => join(invitation)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await people()).toHaveLength(2)
})

test('coming to sign in joins nothing, also for whoever is invited', async () => {
  await invited()
  const { url, setCookie } = await beginProviderSignIn(platform, { provider: 'oidc' })
  const { search } = await browse(url, returnUrl)
  const by = { ...visit, cookie: setCookie.split(';')[0] }
  await expect(finishProviderSignIn(platform, search, by)).rejects.toThrow('No account here is surely yours')
  expect(await people()).toEqual(onlyOlivia)
})
