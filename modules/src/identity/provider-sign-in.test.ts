import type { Platform } from '@frontdesk/platform/platform'
import { openProvider } from '@frontdesk/platform/providers/open'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { browse, type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NotFound, Unauthenticated, Unavailable } from '#errors'
import { authenticate } from './authenticate.ts'
import { beginProviderSignIn, finishProviderSignIn } from './provider-sign-in.ts'
import { offeredProviders } from './provider-trip.ts'
import { setUp } from './set-up.ts'

const returnUrl = 'http://localhost:3000/sign-in/return'
const olivia = { email: 'olivia@example.com', password: 'correct horse battery' }
const proven = { subject: '4711', email: 'Olivia@Example.com', emailVerified: true }
const visit = { ip: '192.0.2.1', requestId: 'request', userAgent: 'Firefox' }

let server: ProviderServer
beforeAll(async () => {
  server = await startOpenIdServer(returnUrl)
})
afterAll(() => server.close())

let platform: TestPlatform
let personId: string
beforeEach(async () => {
  const providers = [openProvider({ id: 'oidc', name: 'Northwind', ...server })]
  platform = await testPlatform({ database: await emptiedDatabase(), providers })
  const first = { ...olivia, organizationName: 'Northwind Bikes', name: 'Olivia' }
  personId = (await setUp(platform, first, visit)).user.id
  await platform.signIn.keepVerified(personId, olivia.email)
  server.visitor = proven
})

const cookieOf = (line: string) => line.split(';')[0] ?? ''

/** Goes there and comes back, as a browser does that keeps its cookie. */
const roundTrip = async (on: Platform = platform) => {
  const { url, setCookie } = await beginProviderSignIn(on, { provider: 'oidc' })
  const { search } = await browse(url, returnUrl)
  return { query: search, by: { ...visit, cookie: cookieOf(setCookie) } }
}
const comeIn = async () => {
  const { query, by } = await roundTrip()
  return finishProviderSignIn(platform, query, by)
}
const actions = async () =>
  (await platform.database.owner.query<{ action: string }>('SELECT action FROM audit_entries ORDER BY seq')).rows.map(
    ({ action }) => action,
  )

test('Olivia comes in by a provider that vouches for her address, and again when it has changed there', async () => {
  const { session, user } = await comeIn()
  expect(user.id).toBe(personId)
  const identity = await authenticate(platform, { authorization: `Bearer ${session.token}` })
  expect(identity?.actor.id).toBe(personId)
  server.visitor = { ...proven, email: 'olivia@elsewhere.example', emailVerified: false }
  expect((await comeIn()).user.id).toBe(personId)
  expect((await actions()).filter(action => action.startsWith('session'))).toEqual([
    'session.started',
    'session.provider-linked',
    'session.started',
  ])
  const [begun] = await platform.signIn.sessions(personId)
  expect(begun).toMatchObject({ ip: visit.ip, userAgent: 'Firefox' })
})

test('an address that either side has not seen proven opens no account, and neither does one that nobody has here', async () => {
  const text = 'UPDATE auth_users SET "emailVerified" = false'
  for (const visitor of [
    { ...proven, emailVerified: false },
    { ...proven, email: '' },
    { ...proven, email: 'nobody@example.com' },
  ]) {
    server.visitor = visitor
    await expect(comeIn()).rejects.toBeInstanceOf(Unauthenticated)
  }
  server.visitor = proven
  await platform.database.owner.query(text)
  await expect(comeIn()).rejects.toThrow('No account here is surely yours by Northwind')
  expect((await platform.signIn.sessions(personId)).length).toBe(1)
})

test('who is given Olivia’s address at the provider later does not get her account', async () => {
  await comeIn()
  server.visitor = { ...proven, subject: '666' }
  await expect(comeIn()).rejects.toThrow('No account here is surely yours by Northwind')
  server.visitor = proven
  expect((await comeIn()).user.id).toBe(personId)
})

test('of two first times at the same moment both come in, to one account', async () => {
  const trips = [await roundTrip(), await roundTrip(), await roundTrip()]
  const all = await Promise.all(trips.map(({ query, by }) => finishProviderSignIn(platform, query, by)))
  expect(new Set(all.map(({ user }) => user.id))).toEqual(new Set([personId]))
})

test('what another browser began, what is too old, and what was made up are refused alike', async () => {
  const refusal = 'This took too long, or began in another browser. Begin again.'
  const { query, by } = await roundTrip()
  await expect(finishProviderSignIn(platform, query, visit)).rejects.toThrow(refusal)
  for (const cookie of ['frontdesk-provider=', 'frontdesk-provider=made-up', `${by.cookie}x`])
    await expect(finishProviderSignIn(platform, query, { ...visit, cookie })).rejects.toThrow(refusal)
  platform.clock.advance(10 * 60_000)
  await expect(finishProviderSignIn(platform, query, by)).rejects.toThrow(refusal)
  const [mine, others] = [await roundTrip(), await roundTrip()]
  await expect(finishProviderSignIn(platform, others.query, mine.by)).rejects.toThrow('did not confirm who you are')
  for (const text of ['?', '?code=made-up', `${mine.query}&state=other`, '#', 'https://evil.example/?code=x'])
    await expect(finishProviderSignIn(platform, text, mine.by)).rejects.toBeInstanceOf(Unauthenticated)
})

test('a second factor is asked for after a provider as after a password', async () => {
  const signedIn = await platform.signIn.signIn(olivia)
  if (!signedIn) throw new Error('The password did not fit')
  const secret = (await platform.signIn.secondFactor.enrol(signedIn.person))?.secret ?? ''
  await platform.signIn.secondFactor.confirm(signedIn, codeAt(secret, platform.clock.now()))
  const { session } = await comeIn()
  const identity = await authenticate(platform, { authorization: `Bearer ${session.token}` })
  expect(identity?.lacks).toBe('code')
})

test('who says no there, a provider that is away, and one that is not set up', async () => {
  server.visitor = undefined
  await expect(comeIn()).rejects.toThrow('You did not sign in with Northwind.')
  await expect(beginProviderSignIn(platform, { provider: 'github' })).rejects.toBeInstanceOf(NotFound)
  const away = await startOpenIdServer(returnUrl)
  await away.close()
  const alone = await testPlatform({ providers: [openProvider({ id: 'oidc', name: 'Northwind', ...away })] })
  await expect(beginProviderSignIn(alone, { provider: 'oidc' })).rejects.toBeInstanceOf(Unavailable)
  expect(offeredProviders(await testPlatform())).toEqual([])
})
