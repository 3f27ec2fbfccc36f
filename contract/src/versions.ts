import { z } from 'zod'
import { Agent, AgentConfiguration, ExpectedVersion } from './agents.ts'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { DiffLine } from './line-diff.ts'
import { HttpTool, McpTool, SqlTool } from './tools.ts'

export const VersionNumber = z.int().min(1).max(2_147_483_647)

const asItIsNow = { version: true, createdAt: true, updatedAt: true } as const

/** A tool as it was when the version was published. What its headers hold is not part of it. */
export const VersionTool = z.discriminatedUnion('kind', [
  HttpTool.omit(asItIsNow),
  SqlTool.omit(asItIsNow),
  McpTool.omit({ ...asItIsNow, changed: true }),
])
export type VersionTool = z.output<typeof VersionTool>

export const AgentVersion = z.object({
  agentId: Id,
  /** 1, 2, 3 … without a gap. */
  number: z.int(),
  /** SHA-256 over configuration, tools, knowledge and model, in hexadecimal digits. */
  hash: z.string(),
  note: z.string(),
  /** The name of the model, also where the draft left it to the installation. */
  model: z.string(),
  /** What there was to know: how many documents, and a hash over their ids and contents. */
  knowledge: z.object({ documents: z.int(), hash: z.string() }),
  /** A person's id, or `key:` and a key's id. */
  publishedBy: z.string(),
  publishedAt: Moment,
})
export type AgentVersion = z.output<typeof AgentVersion>

export const WholeAgentVersion = AgentVersion.extend({
  configuration: AgentConfiguration,
  tools: z.array(VersionTool),
})
export type WholeAgentVersion = z.output<typeof WholeAgentVersion>

/** A version's number, the draft, or whichever version most customers get. */
const DiffSide = z.union([z.enum(['draft', 'live']), z.string().regex(/^[1-9]\d{0,8}$/)])

export const DiffSection = z.object({
  section: z.enum([
    'name',
    'instructions',
    'personality',
    'greeting',
    'knowledge',
    'model',
    'hand-over',
    'guardrails',
    'tools',
  ]),
  /** The tool, where the section is about one. */
  subject: z.string().nullable(),
  lines: z.array(DiffLine),
})
export type DiffSection = z.output<typeof DiffSection>

export const AgentDiff = z.object({
  from: z.union([z.literal('draft'), z.int()]),
  to: z.union([z.literal('draft'), z.int()]),
  /** Only what differs. */
  sections: z.array(DiffSection),
})
export type AgentDiff = z.output<typeof AgentDiff>

export const publishAgent = endpoint('POST /agents/:agentId/publish', {
  summary:
    'Keeps the draft as the next version, for good, and lets it answer everybody from now on. A draft that is the same as an earlier version makes none; that one answers.',
  permission: 'agents.publish',
  body: z.strictObject({
    note: z.string().trim().max(2_000).default(''),
    expectedVersion: ExpectedVersion.optional(),
  }),
  reply: AgentVersion,
  errors: ['not-found', 'conflict'],
})
export const listAgentVersions = endpoint('GET /agents/:agentId/versions', {
  summary: 'The published versions of an agent, newest first.',
  permission: 'agents.read',
  query: PageQuery,
  reply: paged(AgentVersion),
  errors: ['not-found'],
})
export const readAgentVersion = endpoint('GET /agents/:agentId/versions/:number', {
  summary: 'One published version with everything in it.',
  permission: 'agents.read',
  reply: WholeAgentVersion,
  errors: ['not-found'],
})
export const diffAgentVersions = endpoint('GET /agents/:agentId/diff', {
  summary: 'What differs between two versions, by section; from the live one to the draft unless said otherwise.',
  permission: 'agents.read',
  query: z.strictObject({ from: DiffSide.default('live'), to: DiffSide.default('draft') }),
  reply: AgentDiff,
  errors: ['not-found', 'conflict'],
})
export const restoreAgentVersion = endpoint('POST /agents/:agentId/versions/:number/restore', {
  summary:
    'Copies a version into the draft: its fields, and which tools it has. Tools themselves stay as they are; what was deleted since is named.',
  permission: 'agents.write',
  reply: z.object({
    agent: Agent,
    /** The names of tools that were deleted since. */
    missingTools: z.array(z.string()),
    /** The connection of the model, or of its fallback, was deleted since; the draft has the installation's own. */
    missingConnection: z.boolean(),
  }),
  errors: ['not-found'],
})
export const rollBackAgent = endpoint('POST /agents/:agentId/rollback', {
  summary: 'Lets an earlier version answer everybody: the one that is named, or the one before the live one.',
  permission: 'agents.publish',
  body: z.strictObject({ version: VersionNumber.optional() }),
  reply: Agent,
  errors: ['not-found', 'conflict'],
})
export const rollOutAgent = endpoint('PUT /agents/:agentId/rollout', {
  summary:
    'Splits the customers between versions. A customer keeps theirs, and so does a conversation until it is resolved.',
  permission: 'agents.publish',
  body: z.strictObject({
    /** The shares add up to 100. */
    versions: z
      .array(z.strictObject({ number: VersionNumber, share: z.int().min(1).max(100) }))
      .min(1)
      .max(10),
  }),
  reply: Agent,
  errors: ['not-found'],
})
