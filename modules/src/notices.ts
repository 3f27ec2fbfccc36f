import type { AuditAction } from '@frontdesk/contract/audit'
import type { SecurityEventName } from '@frontdesk/contract/security'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'

/** Something that was done, or was refused, and that whoever looks after security may want to know. */
export type Notice = {
  what: AuditAction | SecurityEventName
  /** One organization’s, or that of every organization in which the person works. */
  of: { organizationId: string } | { userId: string } | { email: string }
  /** Whoever did it; undefined for a person who is known by their address alone. */
  actor: string | undefined
  ip: string | undefined
  userAgent?: string | undefined
  requestId: string
  details?: Record<string, unknown>
}

type Listener = (notice: Notice) => void

const listeners = new WeakMap<Platform, Listener>()

/** Tells at once and waits for nothing. Whoever listens neither throws nor takes time; where nobody does, it is lost. */
export const announce = (platform: Platform, notice: Notice): void => listeners.get(platform)?.(notice)

/** The same for what somebody did or was refused within an organization. */
export const announceFrom = (
  { platform, organizationId, actor, ip, requestId }: Ctx,
  what: Notice['what'],
  rest: Pick<Notice, 'details' | 'userAgent'> = {},
): void => announce(platform, { what, of: { organizationId }, actor: actor.id, ip, requestId, ...rest })

/** From now on notices go here, and nowhere else. Returns how to stop. */
export const listen = (platform: Platform, listener: Listener): (() => void) => {
  listeners.set(platform, listener)
  return () => void listeners.delete(platform)
}
