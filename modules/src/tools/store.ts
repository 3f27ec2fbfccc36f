import type { HttpRequest, HttpTool, NewHttpTool, NewSqlTool, Tool, ToolChange } from '@frontdesk/contract/tools'
import type { VersionTool } from '@frontdesk/contract/versions'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { openSecret, sealSecret } from '#secrets'
import { type Page, pageOf } from '../paging.ts'
import { checkKind } from './check-tool.ts'
import { type Headers, hiddenOf, mergedHeaders } from './headers.ts'
import { mcpColumns, mcpOf, type PinnedTool, pinTool } from './mcp-tool-store.ts'
import { keepQuery, sqlColumns, sqlOf } from './sql-tool-store.ts'
import type { CallableTool } from './tool.ts'

const columns = `t.id, t.kind, t.name, t.description, t.parameters, t.returns, t.bound, t.request, t.headers, t.effect, t.approval,
  t.timeout_ms, t.version, t.created_at, t.updated_at, ${sqlColumns}, ${mcpColumns}`

export const insertTool = async (ctx: Ctx, tool: NewHttpTool | NewSqlTool | PinnedTool): Promise<Tool> => {
  const id = newId()
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO tools AS t (organization_id, id, kind, name, description, parameters, returns, bound, request, headers,
          effect, approval, timeout_ms, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::json, $7::json, $8::json, $9::json, $10::text, $11::text, $12::text, $13::int, $14::timestamptz, $14)
        ON CONFLICT DO NOTHING RETURNING ${columns}`,
      values: [ctx.organizationId, id, tool.kind, ...(await valuesOf(ctx, id, tool)), ctx.now()],
    },
  ])
  if (!inserted?.rows[0]) throw nameTaken(tool.name)
  const own =
    tool.kind === 'sql' ? await keepQuery(ctx, id, tool) : tool.kind === 'mcp' ? await pinTool(ctx, id, tool) : {}
  return toolOf({ ...inserted.rows[0], ...own })
}

export const replaceTool = async (ctx: Ctx, id: string, change: ToolChange): Promise<Tool> => {
  const row = await rowOf(ctx, id, 'FOR UPDATE')
  const kept = await callableOf(ctx, row)
  checkKind(kept.kind, change)
  const { request, ...changed } = given(change)
  const tool = { ...kept, returns: row.returns as Tool['returns'], ...changed, ...merged(kept, request) }
  const [updated] = await ctx.sql([
    {
      text: `UPDATE tools t SET name = $3::text, description = $4::text, parameters = $5::json, returns = $6::json, bound = $7::json,
          request = $8::json, headers = $9::text, effect = $10::text, approval = $11::text, timeout_ms = $12::int, updated_at = $13::timestamptz, version = version + 1
        WHERE organization_id = $1::uuid AND id = $2::uuid AND NOT EXISTS (SELECT FROM tools o
          WHERE o.organization_id = $1::uuid AND lower(o.name) = lower($3::text) AND o.id <> $2::uuid AND o.deleted_at IS NULL)
        RETURNING ${columns}`,
      values: [ctx.organizationId, id, ...(await valuesOf(ctx, id, tool)), ctx.now()],
    },
  ])
  if (!updated?.rows[0]) throw nameTaken(tool.name)
  return toolOf(tool.kind === 'sql' ? { ...updated.rows[0], ...(await keepQuery(ctx, id, tool)) } : updated.rows[0])
}

export const selectTools = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM tools t WHERE organization_id = $1::uuid AND deleted_at IS NULL
        AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(toolOf), limit, tool => [tool.id])
}

export const findTool = async (ctx: Ctx, id: string): Promise<Tool> => toolOf(await rowOf(ctx, id))

export const findCallable = async (ctx: Ctx, id: string): Promise<CallableTool> => callableOf(ctx, await rowOf(ctx, id))

export const markDeleted = async (ctx: Ctx, id: string): Promise<void> => {
  const [deleted] = await ctx.sql([
    {
      text: `UPDATE tools SET deleted_at = $3::timestamptz WHERE organization_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL RETURNING id`,
      values: [ctx.organizationId, id, ctx.now()],
    },
    {
      text: 'DELETE FROM agent_tools WHERE organization_id = $1::uuid AND tool_id = $2::uuid',
      values: [ctx.organizationId, id],
    },
  ])
  if (!deleted?.rows[0]) throw new NotFound('tool')
}

const rowOf = async (ctx: Ctx, id: string, lock = ''): Promise<Row> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM tools t WHERE organization_id = $1::uuid AND id = $2::uuid AND deleted_at IS NULL ${lock}`,
      values: [ctx.organizationId, id],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('tool')
  return found.rows[0]
}

const given = (change: ToolChange) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<NewHttpTool>

const merged = (kept: CallableTool, request: NewHttpTool['request'] | undefined) =>
  kept.kind === 'http' && request
    ? { request: { ...request, headers: mergedHeaders(request.headers, kept.request.headers) } }
    : {}

const nameTaken = (name: string) => new Conflict(`There is a tool “${name}” already. Give this one another name.`)

const headersOf = (id: string) => ({ column: 'tools.headers', row: id }) as const

type Values = Pick<
  NewHttpTool,
  'name' | 'description' | 'parameters' | 'returns' | 'bound' | 'effect' | 'approval' | 'timeoutMs'
> & { request?: NewHttpTool['request'] }

const valuesOf = async (ctx: Ctx, id: string, tool: Values) => {
  const { headers } = tool.request ?? { headers: {} }
  const sealed = Object.keys(headers).length > 0 ? await sealSecret(ctx, headersOf(id), JSON.stringify(headers)) : null
  return [
    tool.name,
    tool.description,
    JSON.stringify(tool.parameters),
    tool.returns === null ? null : JSON.stringify(tool.returns),
    JSON.stringify(tool.bound),
    JSON.stringify(tool.request ? { ...tool.request, headers: hiddenOf(headers) } : {}),
    sealed,
    tool.effect,
    tool.approval,
    tool.timeoutMs,
  ]
}

export const toolOf = (row: Row): Tool => {
  const common = {
    ...plainOf(row),
    returns: row.returns as Tool['returns'],
    version: Number(row.version),
    createdAt: (row.created_at as Date).toISOString(),
    updatedAt: (row.updated_at as Date).toISOString(),
  }
  if (row.kind === 'sql') return { ...common, kind: 'sql', ...sqlOf(row) }
  if (row.kind === 'mcp') return { ...common, kind: 'mcp', ...mcpOf(row) }
  return { ...common, kind: 'http', request: row.request as HttpTool['request'] }
}

const plainOf = (row: Row) => ({
  id: String(row.id),
  name: String(row.name),
  description: String(row.description),
  parameters: row.parameters as Tool['parameters'],
  bound: row.bound as Tool['bound'],
  effect: row.effect as Tool['effect'],
  approval: row.approval as Tool['approval'],
  timeoutMs: Number(row.timeout_ms),
})

const callableOf = async (ctx: Ctx, row: Row): Promise<CallableTool> => {
  const common = plainOf(row)
  if (row.kind === 'sql') return { ...common, kind: 'sql', ...sqlOf(row) }
  if (row.kind === 'mcp') return { ...common, kind: 'mcp', ...mcpOf(row), pinnedHash: String(row.pinned_hash) }
  const request = row.request as HttpRequest
  if (row.headers === null) return { ...common, kind: 'http', request }
  const headers: Headers = JSON.parse(await openSecret(ctx, headersOf(common.id), String(row.headers)))
  return { ...common, kind: 'http', request: { ...request, headers } }
}

/** What an agent may call, in the order it was given. */
export const selectAgentTools = async (ctx: Ctx, agentId: string): Promise<Row[]> => {
  const [found] = await ctx.sql([
    {
      name: 'agent-tools.of',
      text: `SELECT ${columns} FROM agent_tools a JOIN tools t ON t.organization_id = a.organization_id AND t.id = a.tool_id
        WHERE a.organization_id = $1::uuid AND a.agent_id = $2::uuid AND t.deleted_at IS NULL ORDER BY a.position`,
      values: [ctx.organizationId, agentId],
    },
  ])
  return found?.rows ?? []
}

/** Those of the draft, or as a published version has them; without those whose server has changed them since. */
export const callablesOf = async (ctx: Ctx, agentId: string, versionNumber: number | null): Promise<CallableTool[]> => {
  const isDraft = versionNumber === null
  const rows = isDraft ? await selectAgentTools(ctx, agentId) : await selectVersionTools(ctx, agentId, versionNumber)
  const approved = rows.filter(row => row.changed === null)
  return Promise.all(approved.map(row => (isDraft ? callableOf(ctx, row) : callableOfVersion(ctx, row))))
}

const selectVersionTools = async (ctx: Ctx, agentId: string, number: number): Promise<Row[]> => {
  const [found] = await ctx.sql([
    {
      name: 'agent-tools.of-version',
      text: `SELECT kept.definition, ${columns}, t.deleted_at FROM agent_versions v
        CROSS JOIN json_array_elements(v.tools) WITH ORDINALITY AS kept(definition, position)
        LEFT JOIN tools t ON t.organization_id = v.organization_id AND t.id = (kept.definition->>'id')::uuid
        WHERE v.organization_id = $1::uuid AND v.agent_id = $2::uuid AND v.number = $3::integer ORDER BY kept.position`,
      values: [ctx.organizationId, agentId, number],
    },
  ])
  return found?.rows ?? []
}

/** As it was published, with what is sealed as it is now: a secret that was changed does not wait for the next version. */
const callableOfVersion = async (ctx: Ctx, row: Row): Promise<CallableTool> => {
  const definition = row.definition as CallableTool
  if (row.id === null || row.deleted_at !== null) return { ...definition, isGone: true }
  const now = await callableOf(ctx, row)
  // What a person approved of a server's tool since is what it can be called with.
  if (now.kind === 'mcp')
    return { ...now, name: definition.name, effect: definition.effect, approval: definition.approval }
  if (definition.kind !== 'http' || now.kind !== 'http') return definition
  const headers = mergedHeaders(definition.request.headers, now.request.headers)
  return { ...definition, request: { ...definition.request, headers } }
}

/** The tools of an agent's draft as a version keeps them. */
export const definitionsOf = async (ctx: Ctx, agentId: string): Promise<VersionTool[]> =>
  (await selectAgentTools(ctx, agentId)).map(row => {
    const { version: _, createdAt: _created, updatedAt: _updated, ...definition } = toolOf(row)
    if (definition.kind !== 'mcp') return definition
    const { changed: _changed, ...ofServer } = definition
    return ofServer
  })

/** Gives it those of them that are there, and says which. */
export const replaceAgentTools = async (ctx: Ctx, agentId: string, toolIds: string[]): Promise<Set<string>> => {
  const [, inserted] = await ctx.sql([
    {
      text: 'DELETE FROM agent_tools WHERE organization_id = $1::uuid AND agent_id = $2::uuid',
      values: [ctx.organizationId, agentId],
    },
    {
      text: `INSERT INTO agent_tools (organization_id, agent_id, tool_id, position)
        SELECT $1::uuid, $2::uuid, t.id, given.position FROM unnest($3::uuid[]) WITH ORDINALITY AS given(id, position)
        JOIN tools t ON t.organization_id = $1::uuid AND t.id = given.id AND t.deleted_at IS NULL RETURNING tool_id`,
      values: [ctx.organizationId, agentId, toolIds],
    },
  ])
  return new Set((inserted?.rows ?? []).map(row => String(row.tool_id)))
}
