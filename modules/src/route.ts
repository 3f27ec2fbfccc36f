import type { Endpoint, Input, Reply } from '@frontdesk/contract/endpoint'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'

type AnyInput = { parameters: Record<string, string>; query: unknown; body: unknown }

/** An endpoint of the contract with the verb that serves it; the api mounts it, checks input and permission first. */
export type Route = {
  endpoint: Endpoint
  run: (ctx: Ctx, input: AnyInput) => Promise<unknown>
}

export const route = <E extends Endpoint>(
  endpoint: E,
  run: (ctx: Ctx, input: Input<E>) => Promise<Reply<E>>,
): Route => ({
  endpoint,
  // The api has parsed the input with the schemas that Input is made of.
  run: (ctx, input) => run(ctx, input as Input<E>),
})

/** What a request tells of whoever sends it, before anybody knows who that is. */
export type Visit = {
  ip: string
  requestId: string
  userAgent?: string | undefined
  authorization?: string | undefined
  cookie?: string | undefined
}

/** A reply with the `Set-Cookie` line that goes with it. */
type Answer<T> = { reply: T; setCookie?: string }

/** An endpoint at the door: there is no Ctx yet, and the verb itself looks at who may. The api checks the input first. */
export type PublicRoute = {
  endpoint: Endpoint
  run: (platform: Platform, input: AnyInput, visit: Visit) => Promise<Answer<unknown>>
}

export const publicRoute = <E extends Endpoint>(
  endpoint: E,
  run: (platform: Platform, input: Input<E>, visit: Visit) => Promise<Answer<Reply<E>>>,
): PublicRoute => ({
  endpoint,
  run: (platform, input, visit) => run(platform, input as Input<E>, visit),
})
