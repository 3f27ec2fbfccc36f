import type { Ctx } from '#context'

export type Kept = { fingerprint: Uint8Array; status: number | null; body: string | null }

/** True when the key is new; a twin that is running holds it until its transaction ends, and we wait for that. */
export const takeKey = async (ctx: Ctx, key: string, fingerprint: Uint8Array): Promise<boolean> => {
  const [result] = await ctx.sql([
    {
      text: `INSERT INTO idempotency_keys (organization_id, principal, key, fingerprint, created_at)
        VALUES ($1::uuid, $2::text, $3::text, decode($4::text, 'hex'), $5::timestamptz) ON CONFLICT DO NOTHING RETURNING key`,
      values: [ctx.organizationId, ctx.actor.id, key, Buffer.from(fingerprint).toString('hex'), ctx.now()],
    },
  ])
  return result?.rows[0] !== undefined
}

export const keepAnswer = (ctx: Ctx, key: string, status: number, body: string) =>
  ctx.query(tx =>
    tx.idempotencyKey.update({
      where: { organizationId_principal_key: { organizationId: ctx.organizationId, principal: ctx.actor.id, key } },
      data: { status, body },
    }),
  )

export const findAnswer = (ctx: Ctx, key: string): Promise<Kept | null> =>
  ctx.query(tx =>
    tx.idempotencyKey.findUnique({
      where: { organizationId_principal_key: { organizationId: ctx.organizationId, principal: ctx.actor.id, key } },
    }),
  )
