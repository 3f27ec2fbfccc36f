import type { SignedIn } from '@frontdesk/contract/accounts'
import { apiOf } from './api.ts'
import { codeAt } from './one-time-code.ts'
import type { TestPlatform } from './platform.ts'

export const password = 'correct horse battery'

/** An installation in which as many people as a file has tests own an organization each, with a session of theirs. */
export const openOwners = async (platform: TestPlatform) => {
  const api = apiOf(platform)
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', email: 'olivia@example.com', password }
  const { session } = await api.ask<SignedIn>('POST /setup', { body: first })
  const made = { key: session.token, body: { name: 'Invitations' } }
  const { secret: oliviasKey } = await api.ask<{ secret: string }>('POST /api-keys', made)
  let people = 0

  const hire = async (name: string, roleId: string, key: string): Promise<SignedIn> => {
    const email = `${name.toLowerCase()}-${++people}@example.com`
    const { link } = await api.ask<{ link: string }>('POST /invitations', { key, body: { email, roleId } })
    const body = { token: link.split('#')[1], account: { name, password } }
    return api.ask<SignedIn>('POST /invitations/accept', { body })
  }

  return {
    api,
    hire,
    /** What others tried before counts no more. */
    newOwner: async (name: string): Promise<SignedIn> => {
      platform.clock.advance(15 * 60_000)
      const owner = await hire(name, 'owner', oliviasKey)
      const key = owner.session.token
      await api.ask('POST /organizations', { key, body: { name: `${name}’s Boats` } })
      await api.ask('DELETE /session/membership', { key })
      return owner
    },
    /** An authenticator app, whose code of the moment comes back; it counts once it is confirmed. */
    setUpApp: async (key: string, isConfirmed = true) => {
      const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key })
      const code = () => codeAt(secret, platform.clock.now())
      if (isConfirmed) await api.ask('POST /second-factor/confirm', { key, body: { code: code() } })
      return code
    },
  }
}
export type Owners = Awaited<ReturnType<typeof openOwners>>
