import type { Session } from '@frontdesk/contract/sessions'
import type { Platform } from '@frontdesk/platform/platform'
import { NotFound } from '#errors'
import type { Visit } from '../route.ts'
import { forgetIdentities } from './identities.ts'
import { presentSession } from './present-session.ts'
import { recordForSession } from './record-for-session.ts'

/** Where the person who asks is signed in. */
export async function listSessions(platform: Platform, visit: Visit): Promise<{ items: Session[]; next: null }> {
  const present = await presentSession(platform, visit)
  const sessions = await platform.signIn.sessions(present.person.id)
  const items = sessions.map(({ startedAt, expiresAt, ...session }) => ({
    ...session,
    current: session.id === present.id,
    startedAt: startedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }))
  return { items, next: null }
}

/** Ends one session of the person who asks, here at once. Throws NotFound for what is none of theirs. */
export async function endSession(platform: Platform, sessionId: string, visit: Visit): Promise<void> {
  const present = await presentSession(platform, visit)
  if ((await platform.signIn.endSessions(present.person.id, { only: sessionId })) === 0) throw new NotFound('session')
  await recordForSession(platform, present, 'session.ended', visit)
  await forgetIdentities(platform)
}

/** Ends every session of the person who asks but this one. */
export async function endOtherSessions(platform: Platform, visit: Visit): Promise<void> {
  const present = await presentSession(platform, visit)
  await recordForSession(platform, present, 'session.ended', visit)
  await platform.signIn.endSessions(present.person.id, { allBut: present.id })
  await forgetIdentities(platform)
}
