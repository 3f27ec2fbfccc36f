import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Passkey } from '@frontdesk/contract/passkeys'
import { apiOf } from './api.ts'
import { emptiedDatabase, testPlatform } from './platform.ts'

export type PasskeyDesk = Awaited<ReturnType<typeof openPasskeyDesk>>

const password = 'correct horse battery'

/** A new shop by API, with Olivia signed in by her password, who has no passkey yet. */
export const openPasskeyDesk = async () => {
  const platform = await testPlatform({ database: await emptiedDatabase() })
  const api = apiOf(platform)
  const olivia = { email: 'olivia@example.com', password }
  const first = { organizationName: 'Northwind Bikes', name: 'Olivia', ...olivia }
  const { session, user } = await api.ask<SignedIn>('POST /setup', { body: first })
  const key = session.token
  return {
    platform,
    api,
    olivia: { ...olivia, id: user.id, key },
    signIn: async () => (await api.ask<SignedIn>('POST /session', { body: olivia })).session.token,
    /** Another person of the shop, with a session of theirs. */
    hire: async (name: string): Promise<{ id: string; key: string }> => {
      const body = { email: `${name.toLowerCase()}@example.com`, roleId: 'agent' }
      const { link } = await api.ask<{ link: string }>('POST /invitations', { key, body })
      const joining = { token: link.split('#')[1], account: { name, password } }
      const joined = await api.ask<SignedIn>('POST /invitations/accept', { body: joining })
      return { id: joined.user.id, key: joined.session.token }
    },
    passkeysOf: async (key: string) => (await api.ask<{ items: Passkey[] }>('GET /passkeys', { key })).items,
    statusOf: async (key: string) => (await api.call('GET /session', { key })).status,
    requireSecondFactor: () => platform.database.owner.query('UPDATE organizations SET requires_second_factor = true'),
  }
}

/** What everybody hears whose passkey opens nothing, whatever the reason. */
export const refusal = {
  toSignIn: {
    status: 401,
    body: {
      code: 'unauthenticated',
      detail: 'This passkey opens no account here. Try again, or sign in another way.',
    },
  },
  toAdd: { status: 403, body: { code: 'forbidden', detail: 'This passkey was not taken. Begin again.' } },
  toShow: {
    status: 403,
    body: { code: 'forbidden', detail: 'This passkey does not count as a second factor of yours. Take another one.' },
  },
}
