import type { Endpoint } from '@frontdesk/contract/endpoint'
import type { ErrorCode } from '@frontdesk/contract/errors'
import type { SecurityEventName } from '@frontdesk/contract/security'
import type { Ctx } from '@frontdesk/modules/context'
import { DomainError } from '@frontdesk/modules/errors'
import { announceFrom } from '@frontdesk/modules/notices'

type Where = Pick<Endpoint, 'method' | 'path'>

/** Tells whoever looks after security what somebody was refused, and for which endpoint if one was reached. */
export const announceRefusal = (ctx: Ctx, { headers }: Request, error: unknown, endpoint?: Where): void => {
  const what = error instanceof DomainError && refusals[error.code]
  if (!what) return
  const details = endpoint ? { endpoint: `${endpoint.method} ${endpoint.path}` } : {}
  announceFrom(ctx, what, { userAgent: headers.get('user-agent') ?? undefined, details })
}

const refusals: Partial<Record<ErrorCode, SecurityEventName>> = {
  forbidden: 'authz_fail',
  'limit-reached': 'excess_rate_limit_exceeded',
}
