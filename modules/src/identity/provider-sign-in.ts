import type { SignedIn } from '@frontdesk/contract/accounts'
import type { Platform } from '@frontdesk/platform/platform'
import { Unauthenticated } from '#errors'
import type { Visit } from '../route.ts'
import { joinByProvider } from './join-by-provider.ts'
import { comeBack, depart, type Return } from './provider-trip.ts'
import { letIn } from './sign-in.ts'
import { recordAtTheDoor } from './store.ts'
import { tellOfProviders } from './tell-of-account.ts'

type Wanted = { provider: string; invitation?: string | undefined }

/** Where the browser goes to sign in with another service, and to join with an invitation where there is one. */
export const beginProviderSignIn = (platform: Platform, { provider, invitation }: Wanted) =>
  depart(platform, provider, invitation === undefined ? { to: 'sign-in' } : { to: 'join', invitation })

/**
 * Signs in, or joins, whom the provider vouches for. Throws Unauthenticated for what another browser began, for what has
 * run out, and for somebody whose account here is not surely the same person's.
 */
export const finishProviderSignIn = async (platform: Platform, query: string, visit: Visit): Promise<SignedIn> => {
  const cameBack = await comeBack(platform, query, visit)
  const { errand } = cameBack
  return errand.to === 'join'
    ? joinByProvider(platform, errand.invitation, cameBack, visit)
    : signInByProvider(platform, cameBack, visit)
}

const signInByProvider = async (platform: Platform, { proven, name }: Return, visit: Visit): Promise<SignedIn> => {
  const found = await platform.signIn.provenAccounts?.signIn(proven, visit)
  if (!found)
    throw new Unauthenticated(
      `No account here is surely yours by ${name}. Sign in with your password and confirm your address in your profile; without an account, ask an owner to invite you.`,
    )
  const { reply, who } = await letIn(platform, found.session, visit)
  if (found.isNew) {
    await recordAtTheDoor(platform, who, 'session.provider-linked')
    await tellOfProviders(platform, found.session.person, { name, isLinked: true })
  }
  return reply
}
