import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

/**
 * What a call may do to the world. `read`: nothing. `idempotent`: repeated with the same `Idempotency-Key` it happens
 * once. `once`: repeated it happens again, so it never is; what came of a call that was cut off stays unknown.
 */
export const ToolEffect = z.enum(['read', 'idempotent', 'once'])
export type ToolEffect = z.output<typeof ToolEffect>

/** Whether a person decides before it runs. `when-tainted`: only where something suspicious was read in the same turn. */
export const ToolApproval = z.enum(['never', 'when-tainted', 'always'])
export type ToolApproval = z.output<typeof ToolApproval>

/** A JSON object. */
export const Json = z.record(z.string(), z.unknown())
const Template = z.string().max(2_000)

/** Parameters that the product fills in by itself; no model sees or chooses them. */
export const BoundValue = z.enum(['conversation.id', 'customer.id', 'agent.id', 'organization.id'])
export type BoundValue = z.output<typeof BoundValue>

/**
 * How a call becomes a request. `{name}` in address, query, headers and body is the parameter of that name. What is named
 * nowhere goes into the query (GET, DELETE) or the JSON body, under its own name.
 */
export const HttpRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  url: z.string().min(1).max(2_000),
  query: z.record(z.string().min(1).max(200), Template).default({}),
  /** Kept sealed and never shown again, whatever they hold. */
  headers: z.record(z.string().min(1).max(200), Template).default({}),
  /** Any JSON; a string that is `{name}` and nothing else becomes the parameter with its type. */
  body: z.unknown().optional(),
})
export type HttpRequest = z.output<typeof HttpRequest>

const Fields = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(4_000),
  /** JSON Schema (2020-12) of an object. */
  parameters: Json,
  /** JSON Schema of what comes back, for people and for the import; it is not enforced. */
  returns: Json.nullable(),
  bound: z.record(z.string().min(1).max(200), BoundValue),
  effect: ToolEffect,
  approval: ToolApproval,
  timeoutMs: z.int().min(100).max(60_000),
}

const Rules = {
  bound: Fields.bound.default({}),
  effect: Fields.effect.default('once'),
  approval: Fields.approval.default('when-tainted'),
  timeoutMs: Fields.timeoutMs.default(20_000),
}

export const NewHttpTool = z.strictObject({
  kind: z.literal('http'),
  ...Fields,
  ...Rules,
  description: Fields.description.default(''),
  parameters: Fields.parameters.default({ type: 'object', properties: {} }),
  returns: Fields.returns.default(null),
  request: HttpRequest,
})
export type NewHttpTool = z.output<typeof NewHttpTool>

const Sql = {
  databaseConnectionId: Id,
  /**
   * One query that reads. `{name}` is the parameter of that name; its value goes to the database beside the query and is
   * never part of it. Tables are named with their schema, and have to be among those of the connection.
   */
  query: z.string().trim().min(1).max(20_000),
  maxRows: z.int().min(1).max(1_000),
}

/** It only ever reads, whatever anybody says. */
export const NewSqlTool = z.strictObject({
  kind: z.literal('sql'),
  ...Fields,
  ...Rules,
  description: Fields.description.default(''),
  parameters: Fields.parameters.default({ type: 'object', properties: {} }),
  returns: Fields.returns.default(null),
  effect: z.literal('read').default('read'),
  ...Sql,
  maxRows: Sql.maxRows.default(100),
})
export type NewSqlTool = z.output<typeof NewSqlTool>

/** The schema is the server's own, pinned as it is at this moment. */
export const NewMcpTool = z.strictObject({
  kind: z.literal('mcp'),
  mcpServerId: Id,
  /** Its name at the server. */
  tool: z.string().min(1).max(200),
  /** Absent: as the server calls it. */
  name: Fields.name.optional(),
  /** Absent: as the server describes it. */
  description: Fields.description.optional(),
  ...Rules,
})
export type NewMcpTool = z.output<typeof NewMcpTool>

export const NewTool = z.discriminatedUnion('kind', [NewHttpTool, NewSqlTool, NewMcpTool])
export type NewTool = z.output<typeof NewTool>

/** What describes the work of one kind of tool is changed only in tools of that kind. */
export const ToolChange = z.strictObject({ ...Fields, request: HttpRequest, ...Sql }).partial()
export type ToolChange = z.output<typeof ToolChange>

const Kept = {
  id: Id,
  ...Fields,
  /** Grows by one with every change. */
  version: z.int(),
  createdAt: Moment,
  updatedAt: Moment,
}

export const HttpTool = z.object({
  ...Kept,
  kind: z.literal('http'),
  request: z.object({
    ...HttpRequest.shape,
    /** The names of the headers; what they hold is not told. */
    headers: z.record(z.string(), z.literal('•••')),
  }),
})
export type HttpTool = z.output<typeof HttpTool>

export const SqlTool = z.object({ ...Kept, kind: z.literal('sql'), ...Sql })
export type SqlTool = z.output<typeof SqlTool>

export const McpTool = z.object({
  ...Kept,
  kind: z.literal('mcp'),
  mcpServerId: Id,
  tool: z.string(),
  /** What the server says of it since, if that differs: until a person approves it, no agent is offered the tool. */
  changed: z
    .object({
      description: z.string(),
      parameters: Json,
      /** In words, each with its place: `/properties/amount/type: "number" → "string"`. */
      differences: z.array(z.string()),
      /** Of these very words and this schema: what an approval is for. */
      hash: z.string(),
    })
    .nullable(),
})
export type McpTool = z.output<typeof McpTool>

export const Tool = z.discriminatedUnion('kind', [HttpTool, SqlTool, McpTool])
export type Tool = z.output<typeof Tool>

export const ToolOutcome = z.object({
  state: z.enum(['succeeded', 'failed', 'unknown']),
  /** What the model is shown: the reply's JSON or text, or what went wrong. */
  result: z.unknown(),
  /** HTTP status, where there was a reply. */
  status: z.int().nullable(),
  durationMs: z.number(),
})
export type ToolOutcome = z.output<typeof ToolOutcome>

export const listTools = endpoint('GET /tools', {
  summary: 'The tools of the organization, oldest first.',
  permission: 'tools.read',
  query: PageQuery,
  reply: paged(Tool),
})
export const createTool = endpoint('POST /tools', {
  summary: 'Makes a tool that agents can be given.',
  permission: 'tools.write',
  body: NewTool,
  reply: Tool,
  status: 201,
  idempotent: true,
  errors: ['conflict', 'not-found', 'unavailable'],
})
export const readTool = endpoint('GET /tools/:toolId', {
  summary: 'One tool.',
  permission: 'tools.read',
  reply: Tool,
  errors: ['not-found'],
})
export const updateTool = endpoint('PATCH /tools/:toolId', {
  summary: 'Changes the fields that are given. A request that is given replaces the whole request, headers included.',
  permission: 'tools.write',
  body: ToolChange,
  reply: Tool,
  errors: ['not-found', 'conflict'],
})
export const approveToolSchema = endpoint('POST /tools/:toolId/approve-schema', {
  summary: 'Takes over what the MCP server says of a tool since it was chosen; agents are offered it again.',
  permission: 'tools.write',
  body: z.strictObject({
    /** Of what was looked at; if the server has changed its mind again since, this is refused. */
    hash: z.string().min(1).max(200),
  }),
  reply: Tool,
  errors: ['not-found', 'conflict'],
})
export const deleteTool = endpoint('DELETE /tools/:toolId', {
  summary: 'Deletes a tool and takes it from every agent; what it did stays in the traces.',
  permission: 'tools.write',
  status: 204,
  errors: ['not-found'],
})
export const tryTool = endpoint('POST /tools/:toolId/try', {
  summary: 'Runs a tool once, for real, with these arguments.',
  permission: 'tools.write',
  body: z.strictObject({ arguments: Json }),
  reply: ToolOutcome,
  errors: ['not-found'],
})
export const listAgentTools = endpoint('GET /agents/:agentId/tools', {
  summary: 'The tools that an agent may call, in the order they were given.',
  permission: 'tools.read',
  reply: z.object({ items: z.array(Tool) }),
  errors: ['not-found'],
})
export const setAgentTools = endpoint('PUT /agents/:agentId/tools', {
  summary: 'Gives an agent these tools and no others.',
  permission: 'agents.write',
  body: z.strictObject({ toolIds: z.array(Id).max(128) }),
  reply: z.object({ items: z.array(Tool) }),
  errors: ['not-found'],
})
