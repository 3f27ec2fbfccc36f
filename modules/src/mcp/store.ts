import type { McpAuthorization, McpServer, McpServerChange, NewMcpServer } from '@frontdesk/contract/mcp-servers'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, Invalid, NotFound } from '#errors'
import { openSecret, sealSecret } from '#secrets'
import { type Page, pageOf } from '../paging.ts'
import { type KnownServer, leadsElsewhere } from './server.ts'

const columns =
  'id, name, url, authorization_kind, secret, tokens IS NOT NULL AS signed_in, version, created_at, updated_at'

const secretOf = (id: string) => ({ column: 'mcp_servers.secret', row: id }) as const

const sealed = async (ctx: Ctx, id: string, authorization: McpAuthorization) =>
  authorization.kind === 'none' ? null : await sealSecret(ctx, secretOf(id), JSON.stringify(authorization))

export const insertServer = async (ctx: Ctx, { name, url, authorization }: NewMcpServer): Promise<McpServer> => {
  const id = newId()
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO mcp_servers (organization_id, id, name, url, authorization_kind, secret, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::timestamptz, $7) RETURNING ${columns}`,
      values: [ctx.organizationId, id, name, url, authorization.kind, await sealed(ctx, id, authorization), ctx.now()],
    },
  ])
  return shown(inserted?.rows[0])
}

export const selectServers = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM mcp_servers WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id > $2::uuid)
        ORDER BY id LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(shown), limit, server => [server.id])
}

export const findServer = async (ctx: Ctx, id: string): Promise<McpServer> => shown(await rowOf(ctx, id))

/** With its secrets open: for whoever speaks to it. */
export const findWithSecret = async (ctx: Ctx, id: string): Promise<KnownServer> => {
  const row = await rowOf(ctx, id)
  const authorization: McpAuthorization =
    row.secret === null ? { kind: 'none' } : JSON.parse(await openSecret(ctx, secretOf(id), String(row.secret)))
  return { id, name: String(row.name), url: String(row.url), authorization, version: Number(row.version) }
}

/** What somebody signed in with does not outlive another authorization or address. Throws Invalid, NotFound. */
export const changeServer = async (ctx: Ctx, id: string, change: McpServerChange): Promise<McpServer> => {
  const { name, url, authorization } = change
  const row = await rowOf(ctx, id, 'FOR UPDATE')
  const moves = url !== undefined && leadsElsewhere(String(row.url), url)
  if (moves && row.authorization_kind !== 'none' && authorization === undefined) {
    const message = 'This is another host. Give its authorization as well.'
    throw new Invalid(message, [{ pointer: '/authorization', message }])
  }
  const [changed] = await ctx.sql([
    {
      text: `UPDATE mcp_servers SET name = COALESCE($3::text, name), url = COALESCE($4::text, url), authorization_kind = COALESCE($5::text, authorization_kind),
          secret = CASE WHEN $5::text IS NULL THEN secret ELSE $6::text END,
          tokens = CASE WHEN $7::boolean THEN NULL ELSE tokens END, departure = CASE WHEN $7::boolean THEN NULL ELSE departure END,
          tokens_version = tokens_version + 1, renewing_until = NULL, version = version + 1, updated_at = $8::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        id,
        name ?? null,
        url ?? null,
        authorization?.kind ?? null,
        authorization ? await sealed(ctx, id, authorization) : null,
        authorization !== undefined || (url !== undefined && url !== row.url),
        ctx.now(),
      ],
    },
  ])
  return shown(changed?.rows[0])
}

/** Throws Conflict while tools are of it. */
export const removeServer = async (ctx: Ctx, id: string): Promise<void> => {
  const ofIt = `FROM tools WHERE organization_id = $1::uuid AND mcp_server_id = $2::uuid AND deleted_at IS NULL`
  const values = [ctx.organizationId, id]
  const [used, removed] = await ctx.sql([
    { text: `SELECT name ${ofIt} LIMIT 3`, values },
    {
      // Deleted tools let go of it by their foreign key.
      text: `DELETE FROM mcp_servers WHERE organization_id = $1::uuid AND id = $2::uuid AND NOT EXISTS (SELECT ${ofIt}) RETURNING id`,
      values,
    },
  ])
  const names = (used?.rows ?? []).map(row => String(row.name))
  if (names.length > 0) throw new Conflict(`Tools are of it: ${names.join(', ')}. Delete these tools first.`)
  if (!removed?.rows[0]) throw new NotFound('mcp server')
}

const rowOf = async (ctx: Ctx, id: string, lock = ''): Promise<Row> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM mcp_servers WHERE organization_id = $1::uuid AND id = $2::uuid ${lock}`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('mcp server')
  return found.rows[0]
}

const shown = (row: Row | undefined): McpServer => {
  if (!row) throw new NotFound('mcp server')
  const kind = row.authorization_kind as McpServer['authorization']['kind']
  return {
    id: String(row.id),
    name: String(row.name),
    url: String(row.url),
    authorization: { kind, signedIn: kind === 'oauth' ? row.signed_in === true : null },
    createdAt: (row.created_at as Date).toISOString(),
    updatedAt: (row.updated_at as Date).toISOString(),
  }
}
