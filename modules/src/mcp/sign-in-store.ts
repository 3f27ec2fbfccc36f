import type { Ctx } from '#context'
import { openSecret, sealSecret } from '#secrets'
import type { SignedIn } from './oauth-client.ts'

export type Departure = { state: string; verifier: string; person: string; until: number; held: SignedIn }

const tokensOf = (id: string) => ({ column: 'mcp_servers.tokens', row: id }) as const
const departureOf = (id: string) => ({ column: 'mcp_servers.departure', row: id }) as const

/** What signing in brought, with the version that it has to be renewed at; undefined where nobody has signed in. */
export const readSignedIn = async (ctx: Ctx, id: string): Promise<{ held: SignedIn; version: number } | undefined> => {
  const [found] = await ctx.sql([
    {
      text: 'SELECT tokens, tokens_version FROM mcp_servers WHERE organization_id = $1::uuid AND id = $2::uuid',
      values: [ctx.organizationId, id],
    },
  ])
  const row = found?.rows[0]
  if (!row || row.tokens === null) return undefined
  const held = JSON.parse(await openSecret(ctx, tokensOf(id), String(row.tokens))) as SignedIn
  return { held, version: Number(row.tokens_version) }
}

/** True when it is ours to renew them, until then; false while another process does, or when it has. */
export const claimRenewal = async (ctx: Ctx, id: string, version: number, until: Date): Promise<boolean> => {
  const [claimed] = await ctx.sql([
    {
      text: `UPDATE mcp_servers SET renewing_until = $4::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid
          AND tokens_version = $3::int AND (renewing_until IS NULL OR renewing_until < $5::timestamptz) RETURNING id`,
      values: [ctx.organizationId, id, version, until, ctx.now()],
    },
  ])
  return claimed?.rows[0] !== undefined
}

/** What came of a renewal: the new ones, or nothing. Whoever signed in or changed the server meanwhile is not undone. */
export const endRenewal = async (ctx: Ctx, id: string, version: number, held: SignedIn | undefined): Promise<void> => {
  const sealed = held && (await sealSecret(ctx, tokensOf(id), JSON.stringify(held)))
  await ctx.sql([
    {
      text: `UPDATE mcp_servers SET renewing_until = NULL, tokens = COALESCE($4::text, tokens),
          tokens_version = tokens_version + CASE WHEN $4::text IS NULL THEN 0 ELSE 1 END
        WHERE organization_id = $1::uuid AND id = $2::uuid AND tokens_version = $3::int`,
      values: [ctx.organizationId, id, version, sealed ?? null],
    },
  ])
}

export const keepSignedIn = async (ctx: Ctx, id: string, held: SignedIn): Promise<void> => {
  await ctx.sql([
    {
      text: `UPDATE mcp_servers SET tokens = $3::text, departure = NULL, renewing_until = NULL, tokens_version = tokens_version + 1, version = version + 1,
          updated_at = $4::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id, await sealSecret(ctx, tokensOf(id), JSON.stringify(held)), ctx.now()],
    },
  ])
}

export const keepDeparture = async (ctx: Ctx, id: string, departure: Departure): Promise<void> => {
  await ctx.sql([
    {
      text: 'UPDATE mcp_servers SET departure = $3::text WHERE organization_id = $1::uuid AND id = $2::uuid',
      values: [ctx.organizationId, id, await sealSecret(ctx, departureOf(id), JSON.stringify(departure))],
    },
  ])
}

/** Once: whoever comes back a second time has never left. */
export const takeDeparture = (ctx: Ctx, id: string): Promise<Departure | undefined> =>
  ctx.transaction(async within => {
    const values = [within.organizationId, id]
    const [found] = await within.sql([
      {
        text: 'SELECT departure FROM mcp_servers WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE',
        values,
      },
      { text: 'UPDATE mcp_servers SET departure = NULL WHERE organization_id = $1::uuid AND id = $2::uuid', values },
    ])
    const row = found?.rows[0]
    if (!row || row.departure === null) return undefined
    return JSON.parse(await openSecret(within, departureOf(id), String(row.departure))) as Departure
  })
