import type { Platform } from '@frontdesk/platform/platform'
import type { Person } from '@frontdesk/platform/sign-in/port'
import { Conflict, NotFound } from '#errors'
import type { Visit } from '../route.ts'
import { linkedProviders } from './linked-providers.ts'
import { recordForPerson } from './person-store.ts'
import { presentSession } from './present-session.ts'
import { comeBack, depart, offeredProviders } from './provider-trip.ts'
import { tellOfProviders } from './tell-of-account.ts'

/** The other services that open the account of whoever asks. */
export async function listLinkedProviders(platform: Platform, visit: Visit) {
  const { person } = await presentSession(platform, visit)
  const linked = await linkedProviders(platform, person)
  return {
    items: linked.map(({ linkedAt, ...provider }) => ({ ...provider, linkedAt: linkedAt.toISOString() })),
    hasPassword: await platform.signIn.hasPassword(person.id),
  }
}

/** Where the browser goes to link another service. Throws NotFound for one that is not offered. */
export async function beginProviderLink(platform: Platform, provider: string, visit: Visit) {
  const session = await presentSession(platform, visit)
  return depart(platform, provider, { to: 'link', sessionId: session.id })
}

/**
 * Links whom the service vouches for; the address there may be another one, as the person shows that both accounts are
 * theirs. Throws Conflict when it opens somebody else's account, or the person has linked another of the same service.
 */
export async function finishProviderLink(platform: Platform, query: string, visit: Visit): Promise<void> {
  const session = await presentSession(platform, visit)
  const { proven, name } = await comeBack(platform, query, visit, { to: 'link', sessionId: session.id })
  const { person } = session
  const linked = await platform.signIn.provenAccounts?.link(person.id, proven)
  if (linked === 'taken')
    throw new Conflict(`Who you are at ${name} opens another account here. Unlink it there first.`)
  if (linked === 'other') throw new Conflict(`You have linked somebody else of ${name}. Unlink that one first.`)
  await recordForPerson(platform, { userId: person.id, visit }, 'person.provider-linked', about(person, name))
  await tellOfProviders(platform, person, { name, isLinked: true })
}

/** Unlinks a service. Throws Conflict for the last way in. */
export async function unlinkProvider(platform: Platform, provider: string, visit: Visit): Promise<void> {
  const { person } = await presentSession(platform, visit)
  const usable = offeredProviders(platform).map(({ config }) => config)
  const name = usable.find(({ id }) => id === provider)?.name ?? provider
  const ids = usable.map(({ id }) => id)
  const unlinked = await platform.signIn.provenAccounts?.unlink(person.id, provider, ids)
  if (!unlinked) throw new NotFound('linked service')
  if (unlinked === 'last')
    throw new Conflict(
      `${name} is the only way in that you have. Choose a password by “Forgot your password?”, or link another service first.`,
    )
  await recordForPerson(platform, { userId: person.id, visit }, 'person.provider-unlinked', about(person, name))
  await tellOfProviders(platform, person, { name, isLinked: false })
}

const about = ({ id }: Person, name: string) => ({ target: id, details: { provider: name } })
