import type { Permission } from '@frontdesk/contract/permissions'
import type { Ctx } from '@frontdesk/modules/context'
import { Unauthenticated } from '@frontdesk/modules/errors'
import { comesByCookie } from '@frontdesk/modules/identity/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { announceRefusal } from '../announce-refusal.ts'
import { answerPreflight } from '../cross-origin.ts'
import { credentialsOf, enter } from '../enter.ts'
import { readBody } from '../read-body.ts'
import type { ReplyHeaders } from '../reply-headers.ts'
import { addressOf, startReply } from '../serve.ts'
import { answerOpenAiError } from './errors.ts'

export const openAiPrefix = '/api/openai/v1'

type Door<Body extends z.ZodType> = { method: 'GET' | 'POST'; path: string; permission: Permission; body?: Body }
export type Asked<Body> = { ctx: Ctx; body: Body; parameter: string; headers: ReplyHeaders; request: Request }

/** The same gates as every endpoint of ours, but no cookie opens them, and errors are told as OpenAI tells them. */
export const mountOpenAi = <Body extends z.ZodType>(
  app: Hono,
  platform: Platform,
  door: Door<Body>,
  answer: (asked: Asked<z.output<Body>>) => Promise<Response>,
) => {
  app.options(openAiPrefix + door.path, async (c, next) => answerPreflight(c, [door.method]) ?? next())
  app.on(door.method, openAiPrefix + door.path, async c => {
    const request = c.req.raw
    const headers = startReply(request)
    const endpoint = { method: door.method, path: openAiPrefix + door.path }
    let ctx: Ctx | undefined
    try {
      if (comesByCookie(credentialsOf(request)))
        throw new Unauthenticated('Send an API key as `Authorization: Bearer …`; it is what clients call api_key.')
      ctx = await enter(platform, request, addressOf(platform, c), headers)
      ctx.must(door.permission)
      const given = door.body && { body: door.body, bodyLimitBytes: 16 * 1024 * 1024 }
      const body = door.body?.parse(await readBody(request, given ?? {})) as z.output<Body>
      return await answer({ ctx, body, parameter: c.req.param('id') ?? '', headers, request })
    } catch (error) {
      if (ctx) announceRefusal(ctx, request, error, endpoint)
      return answerOpenAiError(error, headers, platform.log)
    }
  })
}
