import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Ctx } from '#context'

const nonceLength = 12
const tagLength = 16

// Answers may hold what is shown only once, such as a new key's secret, so none of them rests in plain text.
const keyOf = (ctx: Ctx) => Buffer.from(hkdfSync('sha256', ctx.platform.config.secret, '', 'idempotent answers', 32))
const boundTo = (ctx: Ctx, key: string) => Buffer.from(`${ctx.organizationId} ${ctx.actor.id} ${key}`)

/** An answer that only this installation can read, and only under the key it was kept for. */
export const seal = (ctx: Ctx, key: string, answer: string): string => {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyOf(ctx), nonce).setAAD(boundTo(ctx, key))
  return Buffer.concat([nonce, cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** Throws when the answer was changed, moved, or kept under another FRONTDESK_SECRET. */
export const unseal = (ctx: Ctx, key: string, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx), bytes.subarray(0, nonceLength))
    .setAAD(boundTo(ctx, key))
    .setAuthTag(bytes.subarray(-tagLength))
  return decipher.update(bytes.subarray(nonceLength, -tagLength)).toString('utf8') + decipher.final('utf8')
}
