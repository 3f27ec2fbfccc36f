import { type Ctx, createCtx } from '@frontdesk/modules/context'
import { DomainError, Unauthenticated } from '@frontdesk/modules/errors'
import { authenticateCustomer, comesByCookie, isCustomerToken } from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'
import { foreignOrigin, letRead } from '../cross-origin.ts'
import { credentialsOf, enter } from '../enter.ts'
import { countRequest } from '../limits.ts'
import type { ReplyHeaders } from '../reply-headers.ts'
import { customerTools } from './customer-tools.ts'
import { staffTools } from './staff-tools.ts'
import type { McpTool } from './tool.ts'

/** Who calls, and what they may call. */
export type Caller = { ctx: Ctx; tools: McpTool[] }

/** An API key opens the door of the staff, a customer's token theirs; no cookie opens either. Throws Unauthenticated, Forbidden or LimitReached. */
export const callerOf = async (
  platform: Platform,
  request: Request,
  ip: string,
  headers: ReplyHeaders,
): Promise<Caller> => {
  const { authorization = '' } = credentialsOf(request)
  refuseRebinding(platform, request)
  if (comesByCookie({ authorization }))
    throw new Unauthenticated('Send an API key, or the token of a customer, as `Authorization: Bearer …`.')
  const token = authorization.replace(/^Bearer +/i, '')
  if (isCustomerToken(token)) return customerCaller(platform, request, { token, ip, headers })
  return { ctx: await enter(platform, request, ip, headers), tools: staffTools }
}

type Coming = { token: string; ip: string; headers: ReplyHeaders }

const customerCaller = async (platform: Platform, request: Request, { token, ip, headers }: Coming) => {
  await countRequest(platform, 'address', ip, headers)
  const origin = foreignOrigin(platform, request)
  if (origin !== undefined) letRead(origin, headers)
  const identity = await authenticateCustomer(platform, token)
  if (!identity) throw new Unauthenticated('This token has ended, or is none of ours. Ask the shop for another one.')
  const { organizationId, actor, agentId, origins } = identity
  await countRequest(platform, 'session', `${organizationId} ${actor.id}`, headers)
  await countRequest(platform, 'organization', organizationId, headers)
  if (origin !== undefined && !origins.includes(origin)) throw foreignPage()
  const ctx = createCtx(platform, { organizationId, actor, requestId: headers['x-request-id'], ip })
  return { ctx, tools: customerTools(agentId) }
}

/** A page whose name was made to lead here has our host in both headers, so the host itself proves nothing. */
const refuseRebinding = (platform: Platform, request: Request) => {
  const origin = request.headers.get('origin')
  const isForeign = origin !== null && origin !== platform.config.url
  if (isForeign && foreignOrigin(platform, request) === undefined) throw foreignPage()
}

const foreignPage = () =>
  new DomainError(
    'forbidden',
    'Pages of this site may not use the MCP server. Make an API key that names it among its origins.',
  )
