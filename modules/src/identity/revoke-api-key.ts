import { record } from '#audit'
import type { Ctx } from '#context'
import { markRevoked } from './api-key-store.ts'
import { forgetIdentities } from './identities.ts'

/** Ends a key: here at once, in every other process within a second. Throws NotFound for a key of another organization. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  ctx.must('api-keys.manage')
  await ctx.transaction(async within => {
    await markRevoked(within, id)
    await record(within, 'api-key.revoked', { target: id })
  })
  await forgetIdentities(ctx.platform)
}
