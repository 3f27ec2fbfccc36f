import type { McpTool, NewMcpTool } from '@frontdesk/contract/tools'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { differencesBetween, hashOf, type Told } from '#mcp'

/** A tool of an MCP server with everything that the server said of it when it was chosen. */
export type PinnedTool = NewMcpTool &
  Pick<McpTool, 'name' | 'description' | 'parameters' | 'returns'> & { pinned: Told }

export const mcpColumns = 't.mcp_server_id, t.mcp_tool, t.pinned, t.pinned_hash, t.changed'

export const pinTool = async (ctx: Ctx, id: string, { mcpServerId, tool, pinned }: PinnedTool): Promise<Row> => {
  const [kept] = await ctx.sql([
    {
      text: `UPDATE tools t SET mcp_server_id = $3::uuid, mcp_tool = $4::text, pinned = $5::json, pinned_hash = $6::text
        WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING ${mcpColumns}`,
      values: [ctx.organizationId, id, mcpServerId, tool, JSON.stringify(pinned), hashOf(pinned)],
    },
  ])
  return kept?.rows[0] ?? {}
}

export const mcpOf = (row: Row): Pick<McpTool, 'mcpServerId' | 'tool' | 'changed'> => ({
  mcpServerId: String(row.mcp_server_id),
  tool: String(row.mcp_tool),
  changed: changeOf(row.pinned as Told, row.changed as Told | null),
})

const changeOf = (pinned: Told, changed: Told | null): McpTool['changed'] =>
  changed && { ...changed, differences: differencesBetween(pinned, changed), hash: hashOf(changed) }

/** True when this is news. Without `offer` the server has gone back to what was agreed to. */
export const markChanged = async (ctx: Ctx, id: string, pinnedHash: string, offer: Told | null): Promise<boolean> => {
  const told = offer && JSON.stringify({ description: offer.description, parameters: offer.parameters })
  const [marked] = await ctx.sql([
    {
      text: `UPDATE tools SET changed = $4::json, version = version + 1, updated_at = $5::timestamptz
        WHERE organization_id = $1::uuid AND id = $2::uuid AND pinned_hash = $3::text AND changed::text IS DISTINCT FROM $4::text RETURNING id`,
      values: [ctx.organizationId, id, pinnedHash, told, ctx.now()],
    },
  ])
  return marked?.rows[0] !== undefined
}

export const selectToolsOfServer = async (ctx: Ctx, serverId: string) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT t.id, ${mcpColumns} FROM tools t WHERE organization_id = $1::uuid AND mcp_server_id = $2::uuid AND deleted_at IS NULL ORDER BY id`,
      values: [ctx.organizationId, serverId],
    },
  ])
  return (found?.rows ?? []).map(row => ({
    id: String(row.id),
    tool: String(row.mcp_tool),
    pinnedHash: String(row.pinned_hash),
  }))
}

/** Takes over what the server says by now; a description of the organization's own stays. Throws Conflict when that is not `hash`. */
export const takeOverChange = async (ctx: Ctx, id: string, hash: string): Promise<void> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT t.description, ${mcpColumns} FROM tools t WHERE organization_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL FOR UPDATE`,
      values: [ctx.organizationId, id],
    },
  ])
  const row = found?.rows[0]
  const changed = row?.changed as Told | null | undefined
  if (!row || !changed || hashOf(changed) !== hash)
    throw new Conflict('This is not what the server says of the tool by now. Look at the change again.')
  const isOwn = row.description !== (row.pinned as Told).description
  await ctx.sql([
    {
      text: `UPDATE tools SET parameters = $3::json, description = $4::text, pinned = $5::json, pinned_hash = $6::text, changed = NULL,
          version = version + 1, updated_at = $7::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [
        ctx.organizationId,
        id,
        JSON.stringify(changed.parameters),
        isOwn ? row.description : changed.description,
        JSON.stringify(changed),
        hash,
        ctx.now(),
      ],
    },
  ])
}
