import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { ToolEffect } from './tools.ts'

const Headers = z.record(z.string().min(1).max(200), z.string().max(2_000))

/** How we prove to a server who we are. Tokens and what headers hold rest sealed and are never shown again. */
export const McpAuthorization = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('bearer'), token: z.string().min(1).max(8_000) }),
  z.strictObject({ kind: z.literal('headers'), headers: Headers }),
  /** Somebody signs in over there and consents. Without a client of your own, one is registered by itself. */
  z.strictObject({
    kind: z.literal('oauth'),
    clientId: z.string().min(1).max(2_000).optional(),
    clientSecret: z.string().min(1).max(2_000).optional(),
    /** Where that client is registered: its secret goes nowhere else. Needed with a secret. */
    issuer: z
      .url({ protocol: /^https?$/ })
      .max(2_000)
      .optional(),
    scope: z.string().min(1).max(2_000).optional(),
  }),
])
export type McpAuthorization = z.output<typeof McpAuthorization>

const Fields = {
  name: z.string().trim().min(1).max(100),
  /** Where it answers, by Streamable HTTP. */
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  authorization: McpAuthorization,
}

export const NewMcpServer = z.strictObject({
  ...Fields,
  authorization: Fields.authorization.default({ kind: 'none' }),
})
export type NewMcpServer = z.output<typeof NewMcpServer>

export const McpServerChange = z.strictObject(Fields).partial()
export type McpServerChange = z.output<typeof McpServerChange>

export const McpServer = z.object({
  id: Id,
  name: Fields.name,
  url: Fields.url,
  authorization: z.object({
    kind: z.enum(['none', 'bearer', 'headers', 'oauth']),
    /** Whether somebody has signed in; null where nobody has to. */
    signedIn: z.boolean().nullable(),
  }),
  createdAt: Moment,
  updatedAt: Moment,
})
export type McpServer = z.output<typeof McpServer>

/** A tool as its server describes it at this moment. */
export const McpOffer = z.object({
  /** Its name over there. */
  tool: z.string(),
  title: z.string().nullable(),
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  returns: z.record(z.string(), z.unknown()).nullable(),
  /** What the server says of itself. Nobody has proved it, so a tool is `once` unless a person says otherwise. */
  proposedEffect: ToolEffect,
  /** Why no tool can be made of it. */
  problem: z.string().nullable(),
  /** The tools here that were made of it. */
  toolIds: z.array(Id),
})
export type McpOffer = z.output<typeof McpOffer>

export const listMcpServers = endpoint('GET /mcp-servers', {
  summary: 'The MCP servers of the organization, oldest first.',
  permission: 'tools.read',
  query: PageQuery,
  reply: paged(McpServer),
})
export const createMcpServer = endpoint('POST /mcp-servers', {
  summary: 'Adds an MCP server whose tools agents can be given.',
  permission: 'tools.write',
  body: NewMcpServer,
  reply: McpServer,
  status: 201,
  idempotent: true,
})
export const readMcpServer = endpoint('GET /mcp-servers/:mcpServerId', {
  summary: 'One MCP server.',
  permission: 'tools.read',
  reply: McpServer,
  errors: ['not-found'],
})
export const updateMcpServer = endpoint('PATCH /mcp-servers/:mcpServerId', {
  summary: 'Changes the fields that are given. A new host needs its authorization anew.',
  permission: 'tools.write',
  body: McpServerChange,
  reply: McpServer,
  errors: ['not-found'],
})
export const deleteMcpServer = endpoint('DELETE /mcp-servers/:mcpServerId', {
  summary: 'Deletes an MCP server that no tool is of any more.',
  permission: 'tools.write',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const refreshMcpServer = endpoint('POST /mcp-servers/:mcpServerId/refresh', {
  summary: 'Asks the server which tools it offers. Tools here whose schema or description differs now need approval.',
  permission: 'tools.write',
  reply: z.object({ items: z.array(McpOffer), changedToolIds: z.array(Id) }),
  errors: ['not-found', 'unavailable', 'conflict'],
})
export const beginMcpSignIn = endpoint('POST /mcp-servers/:mcpServerId/sign-in', {
  summary: 'Where the browser has to go to sign in at this server. It comes back within ten minutes.',
  permission: 'tools.write',
  reply: z.object({ url: z.string() }),
  errors: ['not-found', 'unavailable', 'conflict'],
})
export const finishMcpSignIn = endpoint('GET /mcp-servers/sign-in/return', {
  summary: 'Where the browser comes back to from signing in at an MCP server; it goes on to the dashboard.',
  permission: 'tools.write',
  query: z.looseObject({
    state: z.string().max(200).default(''),
    code: z.string().max(8_000).optional(),
    iss: z.string().max(2_000).optional(),
    error: z.string().max(200).optional(),
  }),
  errors: ['not-found', 'unavailable', 'conflict'],
})
