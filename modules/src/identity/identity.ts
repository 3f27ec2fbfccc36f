import type { Session } from '@frontdesk/platform/sign-in/port'
import type { Actor } from '#context'
import type { HeldRole } from './role.ts'

/** Who stands behind a request's credentials, and in which organization. */
export type Identity = {
  organizationId: string
  actor: Actor
  role: HeldRole
  /** Present when they came with a session of a person; a key has none. */
  session?: Pick<Session, 'id' | 'token' | 'expiresAt' | 'provenAt'>
  /** A key may be bound to networks; a session works from everywhere. */
  worksFrom(address: string): boolean
  /** The other sites whose pages may use them; none for a session. */
  origins: readonly string[]
  /** A second factor that is still to be shown, or to be set up because the organization asks for one. */
  lacks?: 'code' | 'factor' | undefined
  /** When the credentials stop to work by themselves. */
  endsAt: Date | undefined
}
