import { type Endpoint, needsFresh } from '@frontdesk/contract/endpoint'
import type { Permission } from '@frontdesk/contract/permissions'
import type { Ctx } from '@frontdesk/modules/context'
import { Invalid, NotFound } from '@frontdesk/modules/errors'
import { mustBeFresh } from '@frontdesk/modules/identity/index'
import type { Route } from '@frontdesk/modules/route'
import { isId, newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { announceRefusal } from './announce-refusal.ts'
import { answerError } from './answer-errors.ts'
import { clientAddress } from './client-address.ts'
import { enter } from './enter.ts'
import { once } from './idempotency.ts'
import { readBody } from './read-body.ts'
import { dataHeaders, type ReplyHeaders } from './reply-headers.ts'

export type Entered = { ctx: Ctx; input: RouteInput; headers: ReplyHeaders }
type RouteInput = { parameters: Record<string, string>; query: unknown; body: unknown }
type Answer = (entered: Entered, request: Request) => Promise<Response>

export const prefix = '/api/v2'

/** Mounts an endpoint of the contract: who asks, what they ask, may they; then the verb; every error is a problem. */
export const serve = (app: Hono, platform: Platform, { endpoint, run }: Route) =>
  mount(app, platform, endpoint, async ({ ctx, input, headers }, request) => {
    const answer = async (within: Ctx) => ({ status: endpoint.status ?? 200, body: await run(within, input) })
    const { status, body, replayed } = await once(ctx, endpoint, request, input.body, answer)
    return json(body, status, headers, replayed)
  })

/** The same for endpoints that answer in their own way, such as streams. */
export const mount = (app: Hono, platform: Platform, endpoint: Endpoint, answer: Answer) => {
  const inputOf = inputReader(endpoint)
  app.on(endpoint.method, prefix + endpoint.path, async c => {
    const request = c.req.raw
    const headers = startReply(request)
    let ctx: Ctx | undefined
    try {
      ctx = await enter(platform, request, addressOf(platform, c), headers)
      if (endpoint.permission !== 'signed-in') ctx.must(endpoint.permission as Permission)
      const input = await inputOf(c)
      if (ctx.actor.kind === 'person' && needsFresh(endpoint, input.body)) mustBeFresh(ctx, ctx.now())
      return await answer({ ctx, input, headers }, request)
    } catch (error) {
      if (ctx) announceRefusal(ctx, request, error, endpoint)
      return answerError(error, headers, platform.log)
    }
  })
}

/** Parameters, query and body, each checked by the contract's schema. */
export const inputReader = (endpoint: Endpoint) => {
  const query = endpoint.query ?? z.strictObject({})
  return async (c: Context): Promise<RouteInput> => {
    const parameters = parametersOf(endpoint, c)
    const asked = queryOf(c.req.raw)
    return {
      parameters,
      query: endpoint.query || Object.keys(asked).length > 0 ? query.parse(asked) : {},
      body: endpoint.body?.parse(await readBody(c.req.raw, endpoint)),
    }
  }
}

/** Every key counts, also those that JavaScript's objects bring along; of a repeated key the last one does. */
const queryOf = (request: Request): Record<string, string> => {
  const given = new URL(request.url).searchParams
  if (given.toString().includes('%00')) throw new Invalid('The query contains the character U+0000. Take it out.')
  return Object.fromEntries(given)
}

/** What cannot be an id of ours names nothing, and never reaches the database. */
const parametersOf = (endpoint: Endpoint, c: Context): Record<string, string> => {
  const parameters: Record<string, string> = {}
  for (const name of endpoint.parameters) {
    const value = c.req.param(name) ?? ''
    if (!isWellFormed(name, value))
      throw new NotFound(
        name === 'number'
          ? 'version'
          : name.replace(/Id$/, '').replace(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`),
      )
    parameters[name] = name === 'apiKeyId' ? value : value.toLowerCase()
  }
  return parameters
}

const isWellFormed = (name: string, value: string) => {
  if (name === 'apiKeyId') return /^[0-9A-Za-z]{1,40}$/.test(value)
  if (name === 'number') return /^[1-9]\d{0,8}$/.test(value)
  return isId(value.toLowerCase())
}

export const addressOf = (platform: Platform, c: Context): string =>
  clientAddress(platform, c.env, c.req.header('x-forwarded-for'))

export const json = (body: unknown, status: number, about: ReplyHeaders, replayed = false): Response => {
  const headers: Record<string, string> = { ...dataHeaders, ...about }
  if (replayed) headers['idempotent-replayed'] = 'true'
  if (status === 204) return new Response(null, { status, headers })
  headers['content-type'] = 'application/json'
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

export const startReply = (request: Request): ReplyHeaders => ({ 'x-request-id': requestIdOf(request) })

/** The caller's own id when it is a sensible one, so that both logs tell of the same request. */
const requestIdOf = (request: Request): string => {
  const given = request.headers.get('x-request-id')
  return given && /^[\w.-]{8,64}$/.test(given) ? given : newId()
}
