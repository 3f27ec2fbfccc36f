import type { Ctx } from '#context'
import { Conflict, DomainError } from '#errors'
import { openSecret, sealSecret } from '#secrets'
import { findAnswer, keepAnswer, takeKey } from './store.ts'

type Answer = { status: number; body: unknown }

/**
 * Runs `run` once for this key: its effect, the key and the answer commit together, so that a crash leaves all or
 * nothing. The same request again gets the first answer; another one under the same key is refused. Errors are not
 * kept: they had no effect, and the next try may do better.
 */
export const rememberAnswer = async (
  ctx: Ctx,
  { key, fingerprint }: { key: string; fingerprint: Uint8Array },
  run: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> => {
  // Answers may hold what is shown only once, such as an invitation's link, so none of them rests in plain text.
  const place = { column: 'idempotency_keys.body', row: `${ctx.actor.id} ${key}` } as const
  const fresh = await ctx.transaction(async within => {
    if (!(await takeKey(within, key, fingerprint))) return undefined
    const answer = await run(within)
    await keepAnswer(within, key, answer.status, await sealSecret(within, place, JSON.stringify(answer.body)))
    return answer
  })
  if (fresh) return { ...fresh, replayed: false }
  const kept = await findAnswer(ctx, key)
  if (!kept?.status)
    throw new Conflict('The first request with this Idempotency-Key is still running.', { retryAfterMs: 1_000 })
  if (Buffer.compare(kept.fingerprint, fingerprint) !== 0)
    throw new DomainError(
      'idempotency-key-reused',
      'This Idempotency-Key came with another request before. Use a new one for each.',
    )
  return { status: kept.status, body: kept.body ? await openSecret(ctx, place, kept.body) : '', replayed: true }
}
