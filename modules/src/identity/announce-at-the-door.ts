import type { Platform } from '@frontdesk/platform/platform'
import { announce, type Notice } from '../notices.ts'
import type { Visit } from '../route.ts'

/** Tells what happened to somebody’s account, wherever its person works. */
export const announceAtTheDoor = (
  platform: Platform,
  { ip, userAgent, requestId }: Pick<Visit, 'ip' | 'userAgent' | 'requestId'>,
  what: Notice['what'],
  of: { userId: string } | { email: string },
  details: Record<string, unknown> = {},
): void => {
  const actor = 'userId' in of ? of.userId : undefined
  announce(platform, { what, of, actor, ip, userAgent, requestId, details })
}
