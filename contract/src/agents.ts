import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { Guardrails } from './guardrails.ts'

/** When a conversation goes to people without the agent's doing; all of them are looked at before the model is asked. */
export const HandOverRule = z.strictObject({
  name: z.string().trim().min(1).max(100),
  when: z.discriminatedUnion('kind', [
    /** One of these words or phrases stands in the customer's message, in any case. */
    z.strictObject({ kind: z.literal('says'), phrases: z.array(z.string().trim().min(1).max(100)).min(1).max(50) }),
    z.strictObject({ kind: z.literal('language'), languages: z.array(z.string().min(2).max(5)).min(1).max(20) }),
    z.strictObject({
      kind: z.literal('attribute'),
      attribute: z.string().min(1).max(100),
      values: z
        .array(z.union([z.string().max(1_000), z.number(), z.boolean()]))
        .min(1)
        .max(50),
    }),
    /** The customer's message is at least their so-manieth since the last resolution. */
    z.strictObject({ kind: z.literal('messages'), atLeast: z.int().min(1).max(100) }),
  ]),
  /** Absent: the team of the agent's own settings. */
  teamId: Id.optional(),
})
export type HandOverRule = z.output<typeof HandOverRule>

export const HandOverSettings = z.strictObject({
  /** False: there are no people, and the agent never offers any. */
  isEnabled: z.boolean().default(true),
  /** In words for the agent: when to hand over, when not to, what to find out first. */
  guidance: z.string().max(4_000).default(''),
  /** What the customer reads; empty for a sentence in their language. */
  line: z.string().max(500).default(''),
  /** The team whose it becomes. */
  teamId: Id.nullable().default(null),
  /** Whether a model that fails or stays silent hands over, too. */
  onFailure: z.boolean().default(false),
  rules: z.array(HandOverRule).max(50).default([]),
})
export type HandOverSettings = z.output<typeof HandOverSettings>

/** What an agent can be given besides tools of the organization's own; handing over has settings of its own. */
export const BuiltInTool = z.enum(['search_knowledge', 'resolve', 'set_attribute', 'label'])
export type BuiltInTool = z.output<typeof BuiltInTool>

export const mostSteps = 40
export const mostBurstMs = 5_000

/** How hard a model that reasons shall think before it speaks. */
export const ReasoningEffort = z.enum(['low', 'medium', 'high'])

/** What decides how an agent answers, apart from its tools and the knowledge. */
export const AgentConfiguration = z.strictObject({
  name: z.string().trim().min(1).max(100),
  instructions: z.string().max(20_000),
  personality: z.string().max(2_000),
  /** A model name of the configured provider, `extractive`, or null for the installation's default. */
  model: z.string().trim().min(1).max(200).nullable(),
  /** Whose models these are: a connection of the organization, or null for the installation's own. */
  modelConnectionId: Id.nullable(),
  /** Answers when the model fails before it has said a word; null: no other does. */
  fallbackModel: z.string().trim().min(1).max(200).nullable(),
  /** Whose model the fallback is: a connection of the organization, or null for the installation's own. */
  fallbackModelConnectionId: Id.nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  greeting: z.string().max(2_000),
  /** True: what the knowledge does not say, the agent does not say either. */
  knowledgeOnly: z.boolean(),
  handOver: HandOverSettings,
  builtInTools: z.array(BuiltInTool).max(4),
  /** How often the model may call tools within one answer before it has to say something. */
  maxSteps: z.int().min(1).max(mostSteps),
  /** How long an answer waits for further messages of the customer before it begins; each of them begins the wait anew. */
  burstMs: z.int().min(0).max(mostBurstMs),
  /** Null: as the model does by itself. Models that do not reason are not told. */
  reasoningEffort: ReasoningEffort.nullable(),
  guardrails: Guardrails,
})

export type AgentConfiguration = z.output<typeof AgentConfiguration>

export const NewAgent = AgentConfiguration.extend({
  instructions: AgentConfiguration.shape.instructions.default(''),
  personality: AgentConfiguration.shape.personality.default(''),
  model: AgentConfiguration.shape.model.default(null),
  modelConnectionId: AgentConfiguration.shape.modelConnectionId.default(null),
  fallbackModel: AgentConfiguration.shape.fallbackModel.default(null),
  fallbackModelConnectionId: AgentConfiguration.shape.fallbackModelConnectionId.default(null),
  temperature: AgentConfiguration.shape.temperature.default(null),
  greeting: AgentConfiguration.shape.greeting.default(''),
  knowledgeOnly: AgentConfiguration.shape.knowledgeOnly.default(true),
  handOver: HandOverSettings.prefault({}),
  builtInTools: AgentConfiguration.shape.builtInTools.default([]),
  maxSteps: AgentConfiguration.shape.maxSteps.default(mostSteps),
  burstMs: AgentConfiguration.shape.burstMs.default(0),
  reasoningEffort: AgentConfiguration.shape.reasoningEffort.default(null),
  guardrails: Guardrails.prefault({}),
})
export type NewAgent = z.output<typeof NewAgent>

/** The draft's version that a change was made from: when it is another one by now, the change is refused. */
export const ExpectedVersion = z.int().min(1).max(2_147_483_647)

export const AgentChange = AgentConfiguration.partial().extend({ expectedVersion: ExpectedVersion.optional() })
export type AgentChange = z.output<typeof AgentChange>

export const LiveVersion = z.object({ number: z.int(), share: z.int() })
export type LiveVersion = z.output<typeof LiveVersion>

export const Agent = z.object({
  id: Id,
  ...AgentConfiguration.shape,
  /** Of the draft: grows by one with every change. */
  version: z.int(),
  /** The published versions that answer, and for how many of 100 customers; empty: never published, the draft answers. */
  live: z.array(LiveVersion),
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
  summary: 'Changes the fields of the draft that are given and leaves the others.',
  permission: 'agents.write',
  body: AgentChange,
  reply: Agent,
  errors: ['not-found', 'conflict'],
})
export const deleteAgent = endpoint('DELETE /agents/:agentId', {
  summary: 'Deletes an agent; its conversations stay readable.',
  permission: 'agents.write',
  status: 204,
  errors: ['not-found'],
})
