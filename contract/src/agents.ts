import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

const AgentFields = z.strictObject({
  name: z.string().trim().min(1).max(100),
  instructions: z.string().max(20_000),
  personality: z.string().max(2_000),
  /** A model name of the configured provider, `extractive`, or null for the installation's default. */
  model: z.string().trim().min(1).max(200).nullable(),
  /** Whose models these are: a connection of the organization, or null for the installation's own. */
  modelConnectionId: Id.nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  greeting: z.string().max(2_000),
  /** True: what the knowledge does not say, the agent does not say either. */
  knowledgeOnly: z.boolean(),
})

export const NewAgent = AgentFields.extend({
  instructions: AgentFields.shape.instructions.default(''),
  personality: AgentFields.shape.personality.default(''),
  model: AgentFields.shape.model.default(null),
  modelConnectionId: AgentFields.shape.modelConnectionId.default(null),
  temperature: AgentFields.shape.temperature.default(null),
  greeting: AgentFields.shape.greeting.default(''),
  knowledgeOnly: AgentFields.shape.knowledgeOnly.default(true),
})
export type NewAgent = z.output<typeof NewAgent>

export const AgentChange = AgentFields.partial()
export type AgentChange = z.output<typeof AgentChange>

export const Agent = z.object({
  id: Id,
  ...AgentFields.shape,
  /** Grows by one with every change; a turn's trace names the version that answered. */
  version: z.int(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type Agent = z.output<typeof Agent>

export const listAgents = endpoint('GET /agents', {
  summary: 'The agents of the organization, oldest first.',
  permission: 'agents.read',
  query: PageQuery,
  reply: paged(Agent),
})
export const createAgent = endpoint('POST /agents', {
  summary: 'Makes an agent; only its name is needed.',
  permission: 'agents.write',
  body: NewAgent,
  reply: Agent,
  status: 201,
  idempotent: true,
  errors: ['not-found'],
})
export const readAgent = endpoint('GET /agents/:agentId', {
  summary: 'One agent.',
  permission: 'agents.read',
  reply: Agent,
  errors: ['not-found'],
})
export const updateAgent = endpoint('PATCH /agents/:agentId', {
  summary: 'Changes the fields that are given and leaves the others.',
  permission: 'agents.write',
  body: AgentChange,
  reply: Agent,
  errors: ['not-found'],
})
export const deleteAgent = endpoint('DELETE /agents/:agentId', {
  summary: 'Deletes an agent; its conversations stay readable.',
  permission: 'agents.write',
  status: 204,
  errors: ['not-found'],
})
