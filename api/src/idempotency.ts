import { createHash } from 'node:crypto'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import type { Ctx } from '@frontdesk/modules/context'
import { Invalid } from '@frontdesk/modules/errors'
import { rememberAnswer } from '@frontdesk/modules/idempotency/index'

type Answer = { status: number; body: unknown }

/**
 * Runs what an `Idempotency-Key` names once: the effect and the answer are kept together, and the same request again
 * gets the same answer. Without a key, or where nothing is created, it just runs.
 */
export const once = async (
  ctx: Ctx,
  endpoint: Endpoint,
  request: Request,
  body: unknown,
  run: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer & { replayed?: boolean }> => {
  const key = request.headers.get('idempotency-key')
  if (key === null || !endpoint.idempotent) return run(ctx)
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Invalid('The Idempotency-Key must be 1 to 255 visible characters, a UUID for example.')
  const fingerprint = createHash('sha256')
    .update(`${endpoint.method} ${endpoint.path}\n${JSON.stringify(body)}`)
    .digest()
  return rememberAnswer(ctx, { key, fingerprint }, run)
}
