import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Organization } from '@frontdesk/contract/organizations'
import { openProvider } from '@frontdesk/platform/providers/open'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { browse, type ProviderServer, startOpenIdServer } from '@frontdesk/testing/openid-server'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { passkeyDevice } from '@frontdesk/testing/passkey-device'
import { emptiedDatabase, type TestPlatform, testPlatform } from '@frontdesk/testing/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const returnUrl = 'http://localhost:3000/sign-in/return'
const password = 'correct horse battery'
const ivy = { email: 'ivy@example.com', password }

let provider: ProviderServer
beforeAll(async () => {
  provider = await startOpenIdServer(returnUrl)
  provider.visitor = { subject: '4711', email: ivy.email, emailVerified: true }
})
afterAll(() => provider.close())

let platform: TestPlatform
let api: Api
/** Of another organization, which invites Ivy as well. */
let rivalKey: string
let bare: ReturnType<typeof passkeyBrowser>
let verified: ReturnType<typeof passkeyBrowser>
let code: () => string

const tokenOf = ({ session }: SignedIn) => session.token
const ask = <T>(route: string, body: unknown, key?: string) => api.ask<T>(route, { body, key })
const invite = async (key: string) => {
  const { link } = await ask<{ link: string }>('POST /invitations', { email: ivy.email, roleId: 'owner' }, key)
  return link.split('#')[1]
}

/** Northwind with Ivy among its owners: her address is confirmed, and she has one passkey of each kind. */
const open = async () => {
  const providers = [openProvider({ id: 'oidc', name: 'Northwind', ...provider })]
  platform = await testPlatform({ database: await emptiedDatabase(), providers })
  api = apiOf(platform)
  const first = { organizationName: 'Northwind', name: 'Olivia', email: 'olivia@example.com', password }
  const olivia = tokenOf(await ask<SignedIn>('POST /setup', first))
  const account = { name: 'Ivy', password }
  const { session, user } = await ask<SignedIn>('POST /invitations/accept', { token: await invite(olivia), account })
  await platform.signIn.keepVerified(user.id, ivy.email)
  const rival = await ask<Organization>('POST /organizations', { name: 'Another' }, olivia)
  await ask('PUT /session/organization', { organizationId: rival.id }, olivia)
  rivalKey = (await ask<{ secret: string }>('POST /api-keys', { name: 'Key' }, olivia)).secret
  bare = passkeyBrowser(api, passkeyDevice({ asksWho: false }))
  verified = passkeyBrowser(api)
  await bare.add(session.token, 'Bare')
  await verified.add(session.token, 'Verified')
  return session.token
}

const setUpApp = async (token: string) => {
  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key: token })
  code = () => codeAt(secret, platform.clock.now())
  await ask('POST /second-factor/confirm', { code: code() }, token)
}
const requireFactor = async () => {
  await platform.database.owner.query('UPDATE organizations SET requires_second_factor = true')
}

const signIn = async () => tokenOf(await ask<SignedIn>('POST /session', ivy))

/** Each comes to a session, or is refused at the door for want of a second factor. */
const ways: Record<string, () => Promise<string | undefined>> = {
  'a password': signIn,
  'a new password by mail': async () => {
    const token = (await platform.signIn.links.issue('password-reset', ivy.email, 60_000))?.token
    await ask('POST /password-resets/confirm', { token, password })
    return signIn()
  },
  'an invitation to another organization': async () => {
    const body = { token: await invite(rivalKey), account: { password } }
    const answer = await api.call('POST /invitations/accept', { body })
    if (answer.status === 201) return tokenOf(answer.body as SignedIn)
    expect(answer).toMatchObject(incomplete)
    return undefined
  },
  'another service': async () => {
    const begun = await api.call('POST /session/provider', { body: { provider: 'oidc' } })
    const { search } = await browse((begun.body as { url: string }).url, returnUrl)
    const headers = { cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '' }
    return tokenOf(await api.ask<SignedIn>('POST /session/provider/confirm', { body: { query: search }, headers }))
  },
  'a passkey that does not ask who is using it': () => bare.signIn(),
}

const incomplete = { status: 403, body: { code: 'second-factor-required' } }

const askings: Record<string, { hasApp: boolean; isRequired: boolean }> = {
  'Ivy has an app': { hasApp: true, isRequired: false },
  'the organization requires it': { hasApp: false, isRequired: true },
  both: { hasApp: true, isRequired: true },
}

describe.each(Object.entries(askings))(
  'where a second factor is asked for because of: %s',
  (_, { hasApp, isRequired }) => {
    beforeAll(async () => {
      const token = await open()
      if (hasApp) await setUpApp(token)
      if (isRequired) await requireFactor()
    }, 60_000)

    test.each(Object.entries(ways))('%s alone opens nothing, and leads to no key', async (_, comeIn) => {
      // The limit on attempts, and the codes that were used, are those of the ways before.
      platform.clock.advance(600_000)
      const key = await comeIn()
      if (key === undefined) return
      for (const route of ['GET /session', 'GET /agents', 'GET /members', 'GET /audit'])
        expect(await api.call(route, { key }), route).toMatchObject(incomplete)
      expect(await api.call('POST /api-keys', { key, body: { name: 'Key' } })).toMatchObject(incomplete)
      expect(await api.call('POST /second-factor', { key })).toMatchObject(incomplete)
      expect(await api.call('POST /passkeys', { key })).toMatchObject(incomplete)
      if (hasApp) await ask('POST /session/second-factor', { code: code() }, key)
      else expect(await verified.tryToShow(key)).toMatchObject({ status: 204 })
      expect(await api.call('GET /session', { key })).toMatchObject({
        status: 200,
        body: { user: { email: ivy.email } },
      })
    })

    test('a passkey that asks who is using it opens everything, by itself or on top of a password', async () => {
      platform.clock.advance(600_000)
      expect(await api.call('GET /agents', { key: await verified.signIn() })).toMatchObject({ status: 200 })
      const key = await signIn()
      expect(await verified.tryToShow(key, { asksWho: false })).toMatchObject({ status: 403 })
      expect(await api.call('GET /agents', { key })).toMatchObject(incomplete)
      expect(await verified.tryToShow(key)).toMatchObject({ status: 204 })
      expect(await api.call('GET /agents', { key })).toMatchObject({ status: 200 })
    })
  },
)
