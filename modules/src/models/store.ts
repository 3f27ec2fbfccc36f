import type { ModelConnection, ModelConnectionChange, NewModelConnection } from '@frontdesk/contract/model-connections'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { openSecret, sealSecret } from '#secrets'
import { type Page, pageOf } from '../paging.ts'

const columns = 'id, name, provider, base_url, api_key, key_hint, version, created_at, updated_at'

const keyOf = (id: string) => ({ column: 'model_connections.api_key', row: id }) as const

const sealed = (ctx: Ctx, id: string, key: string) => (key === '' ? null : sealSecret(ctx, keyOf(id), key))

const hintOf = (key: string) => (key.length < 12 ? '' : key.slice(-4))

export const insertConnection = async (ctx: Ctx, { name, provider, baseUrl, apiKey }: NewModelConnection) => {
  const id = newId()
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO model_connections (organization_id, id, name, provider, base_url, api_key, key_hint, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::text, $8::timestamptz, $8) RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        id,
        name,
        provider,
        baseUrl,
        await sealed(ctx, id, apiKey),
        hintOf(apiKey),
        ctx.now(),
      ],
    },
  ])
  return shown(inserted?.rows[0])
}

export const selectConnections = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM model_connections WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(shown), limit, connection => [connection.id])
}

export const findConnection = async (ctx: Ctx, id: string): Promise<ModelConnection> => shown(await rowOf(ctx, id))

/** With its key open: for whoever speaks to the provider. */
export const findWithKey = async (ctx: Ctx, id: string) => {
  const row = await rowOf(ctx, id)
  const apiKey = row.api_key === null ? '' : await openSecret(ctx, keyOf(String(row.id)), String(row.api_key))
  return { ...shown(row), version: Number(row.version), apiKey }
}

export const changeConnection = async (
  ctx: Ctx,
  id: string,
  change: ModelConnectionChange,
): Promise<ModelConnection> => {
  const { name, baseUrl, apiKey } = change
  const [changed] = await ctx.sql([
    {
      text: `UPDATE model_connections SET name = COALESCE($3::text, name), base_url = CASE WHEN $4::boolean THEN $5::text ELSE base_url END,
          api_key = CASE WHEN $6::boolean THEN $7::text ELSE api_key END, key_hint = CASE WHEN $6::boolean THEN $8::text ELSE key_hint END,
          version = version + 1, updated_at = $9::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        id,
        name ?? null,
        baseUrl !== undefined,
        baseUrl ?? null,
        apiKey !== undefined,
        apiKey === undefined ? null : await sealed(ctx, id, apiKey),
        hintOf(apiKey ?? ''),
        ctx.now(),
      ],
    },
  ])
  return shown(changed?.rows[0])
}

// The draft, or a published version that answers.
const usedBy = `agents a WHERE a.organization_id = $1::uuid AND a.deleted_at IS NULL AND ($2::uuid IN (a.model_connection_id, a.fallback_model_connection_id) OR EXISTS (
          SELECT FROM agent_versions v WHERE v.organization_id = $1::uuid AND v.agent_id = a.id AND v.number = ANY(a.live_numbers)
            AND $2::uuid::text IN (v.configuration->>'modelConnectionId', v.configuration->>'fallbackModelConnectionId')))`

/** Throws Conflict while an agent uses it. */
export const removeConnection = async (ctx: Ctx, id: string): Promise<void> => {
  const [used, removed] = await ctx.sql([
    {
      text: `SELECT name FROM ${usedBy} LIMIT 3`,
      values: [ctx.organizationId, id],
    },
    {
      // Deleted agents let go of it by their foreign key.
      text: `DELETE FROM model_connections WHERE organization_id = $1::uuid AND id = $2::uuid AND NOT EXISTS (
          SELECT FROM ${usedBy}) RETURNING id`,
      values: [ctx.organizationId, id],
    },
  ])
  const names = (used?.rows ?? []).map(row => String(row.name))
  if (names.length > 0) throw new Conflict(`It is used by ${names.join(', ')}. Give these agents another model first.`)
  if (!removed?.rows[0]) throw new NotFound('model connection')
}

const rowOf = async (ctx: Ctx, id: string): Promise<Row> => {
  const [found] = await ctx.sql([
    {
      name: 'model-connections.find',
      text: `SELECT ${columns} FROM model_connections WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('model connection')
  return found.rows[0]
}

const shown = (row: Row | undefined): ModelConnection => {
  if (!row) throw new NotFound('model connection')
  return {
    id: String(row.id),
    name: String(row.name),
    provider: row.provider as ModelConnection['provider'],
    baseUrl: row.base_url as string | null,
    keyHint: String(row.key_hint),
    createdAt: (row.created_at as Date).toISOString(),
    updatedAt: (row.updated_at as Date).toISOString(),
  }
}
