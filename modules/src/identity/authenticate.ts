import { createNetworks } from '@frontdesk/platform/networks'
import type { Platform } from '@frontdesk/platform/platform'
import { idOfSecret } from '@frontdesk/platform/secret'
import type { Session } from '@frontdesk/platform/sign-in/port'
import { keyActor, personActor } from './actor.ts'
import { fits, hashSecret, readSecret } from './api-key.ts'
import { owesCode } from './complete.ts'
import { remembered } from './identities.ts'
import type { Identity } from './identity.ts'
import { readSessionCookie } from './session-cookie.ts'
import { findKey, findMembership, type KeyFound, type Membership, markUsed } from './store.ts'

/** The two headers that say who somebody is. */
export type Credentials = { authorization?: string | undefined; cookie?: string | undefined }

/**
 * Who stands behind a request: an API key or a session's token as Bearer, or the session cookie; a Bearer goes before
 * the cookie. Undefined for nobody. What was ended elsewhere may count for one more second.
 */
export const authenticate = (
  platform: Platform,
  { authorization, cookie }: Credentials,
): Promise<Identity | undefined> => {
  const bearer = readBearer(authorization)
  if (bearer?.startsWith('fd_')) return remembered(platform, bearer, () => keyIdentity(platform, bearer))
  const token = sessionToken(platform, { authorization, cookie })
  return token ? remembered(platform, token, () => sessionIdentity(platform, token)) : nobody
}

/** The session's token among the credentials; undefined when they are an API key, or nothing. */
export const sessionToken = ({ config }: Platform, { authorization, cookie }: Credentials): string | undefined => {
  const token = readBearer(authorization) ?? (cookie && readSessionCookie(config.url, cookie))
  return token?.startsWith('fd_') ? undefined : token || undefined
}

/** Browsers send cookies unasked, so only what comes by cookie can be another site's doing. */
export const comesByCookie = ({ authorization }: Credentials): boolean => readBearer(authorization) === undefined

const anywhere = () => true

const nobody = Promise.resolve(undefined)

const readBearer = (authorization: string | undefined) => /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]

const keyIdentity = async (platform: Platform, secret: string): Promise<Identity | undefined> => {
  const id = readSecret(secret)
  const key = id && (await findKey(platform, id))
  if (!key || !fits(secret, key, platform.config)) return undefined
  const now = platform.clock.now()
  if (key.expiresAt && key.expiresAt <= now) return undefined
  noteUse(platform, key, secret, now)
  const { organizationId, role, origins, expiresAt } = key
  const worksFrom = key.addresses.length === 0 ? anywhere : createNetworks(key.addresses)
  return { organizationId, actor: keyActor(key), role, worksFrom, origins, endsAt: expiresAt }
}

const sessionIdentity = async (platform: Platform, token: string): Promise<Identity | undefined> => {
  const session = await platform.signIn.find(token)
  const membership = session && (await findMembership(platform, session))
  if (!membership) return undefined
  const { organization, role } = membership
  const actor = personActor(session.person.id, role)
  const { id, expiresAt, provenAt } = session
  return {
    organizationId: organization.id,
    actor,
    role,
    session: { id, token, expiresAt, provenAt },
    worksFrom: anywhere,
    origins: [],
    lacks: lackOf(session, membership),
    endsAt: expiresAt,
  }
}

/** The session is complete when it has shown what its person has, or what its organization asks for. */
const lackOf = (session: Session, { requiresSecondFactor }: Membership): 'code' | 'factor' | undefined => {
  if (owesCode(session)) return 'code'
  return requiresSecondFactor && !session.hasShownFactor ? 'factor' : undefined
}

const noteUseEveryMs = 60_000

/** Nobody waits for this, and a request does not fail over it. */
const noteUse = (platform: Platform, { id, hashedWith, lastUsedAt }: KeyFound, secret: string, now: Date) => {
  const { config, log } = platform
  // Its first use under a new secret of the server's is the one moment to have it hang on that: nobody knows the key itself.
  const renewed = hashedWith === idOfSecret(config.secret) ? undefined : hashSecret(secret, config)
  if (!renewed && lastUsedAt && now.getTime() - lastUsedAt.getTime() < noteUseEveryMs) return
  markUsed(platform, id, now, renewed).catch(error => log.warn('The last use of a key was not noted', { error }))
}
