import type { NewPasskeyAnswer, Passkey } from '@frontdesk/contract/passkeys'
import type { Platform } from '@frontdesk/platform/platform'
import type { Passkey as Kept } from '@frontdesk/platform/sign-in/port'
import { Conflict, DomainError, NotFound } from '#errors'
import type { Visit } from '../route.ts'
import { forgetIdentities } from './identities.ts'
import { offeredPasskeys, passkeyCookie, sealedIn } from './offered-passkeys.ts'
import { factorSession } from './own-factors.ts'
import { recordForPerson } from './person-store.ts'
import { presentSession } from './present-session.ts'
import { tellOfNewPasskey } from './tell-of-new-passkey.ts'

const mostPasskeys = 20

export async function listPasskeys(platform: Platform, visit: Visit): Promise<{ items: Passkey[]; next: null }> {
  const passkeys = offeredPasskeys(platform)
  const { person } = await presentSession(platform, visit)
  return { items: (await passkeys.list(person.id)).map(shown), next: null }
}

/** What to make a new passkey with, and the cookie that has to come back with it. Throws Conflict when there are too many. */
export async function beginPasskey(platform: Platform, visit: Visit) {
  const passkeys = offeredPasskeys(platform)
  const session = await factorSession(platform, visit)
  if ((await passkeys.list(session.person.id)).length >= mostPasskeys)
    throw new Conflict(`You have ${mostPasskeys} passkeys, which is as many as there may be. Remove one first.`)
  const { options, ...kept } = await passkeys.askForNew(session)
  return { options, setCookie: passkeyCookie(platform, kept) }
}

/** Keeps the new passkey; a mail tells of it. Throws Forbidden, in one sentence, for what was not asked for so. */
export async function addPasskey(
  platform: Platform,
  made: { name: string; answer: NewPasskeyAnswer },
  visit: Visit,
): Promise<Passkey> {
  const passkeys = offeredPasskeys(platform)
  const session = await factorSession(platform, visit)
  const added = await passkeys.add(session, { ...made, sealed: sealedIn(platform, visit) })
  if (!added) throw new DomainError('forbidden', 'This passkey was not taken. Begin again.')
  const { person } = session
  await recordForPerson(platform, { userId: person.id, visit }, 'passkey.added', about(added))
  await forgetIdentities(platform)
  await tellOfNewPasskey(platform, person)
  return shown(added)
}

export async function renamePasskey(
  platform: Platform,
  { passkeyId, name }: { passkeyId: string; name: string },
  visit: Visit,
): Promise<Passkey> {
  const passkeys = offeredPasskeys(platform)
  const { person } = await factorSession(platform, visit)
  const renamed = await passkeys.rename(person, passkeyId, name)
  if (!renamed) throw new NotFound('passkey')
  await recordForPerson(platform, { userId: person.id, visit }, 'passkey.renamed', about(renamed))
  return shown(renamed)
}

/** Removes it and ends the sessions in which it was added or used, but this one. Throws NotFound for what is none of theirs. */
export async function removePasskey(platform: Platform, passkeyId: string, visit: Visit): Promise<void> {
  const passkeys = offeredPasskeys(platform)
  const session = await factorSession(platform, visit)
  const removed = await passkeys.remove(session, passkeyId)
  if (!removed) throw new NotFound('passkey')
  await recordForPerson(platform, { userId: session.person.id, visit }, 'passkey.removed', about(removed))
  await forgetIdentities(platform)
}

const about = ({ id, name }: Kept) => ({ target: id, details: { name } })

const shown = ({ id, name, isSecondFactor, createdAt, lastUsedAt }: Kept): Passkey => ({
  id,
  name,
  isSecondFactor,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
})
