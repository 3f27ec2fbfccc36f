import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

export const ModelProvider = z.enum(['openai', 'anthropic', 'google', 'openai-compatible'])
export type ModelProvider = z.output<typeof ModelProvider>

const Fields = {
  name: z.string().trim().min(1).max(100),
  provider: ModelProvider,
  /** Needed for `openai-compatible`; elsewhere it takes the place of the provider's own address. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  /** Kept sealed and never shown again. Servers of one's own often ask for none. */
  apiKey: z.string().max(1_000),
}

export const NewModelConnection = z.strictObject({
  ...Fields,
  baseUrl: Fields.baseUrl.default(null),
  apiKey: Fields.apiKey.default(''),
})
export type NewModelConnection = z.output<typeof NewModelConnection>

export const ModelConnectionChange = z.strictObject(Fields).omit({ provider: true }).partial()
export type ModelConnectionChange = z.output<typeof ModelConnectionChange>

export const ModelConnection = z.object({
  id: Id,
  name: Fields.name,
  provider: ModelProvider,
  baseUrl: Fields.baseUrl,
  /** The end of the key, to tell it from others; empty without one. */
  keyHint: z.string(),
  createdAt: Moment,
  updatedAt: Moment,
})
export type ModelConnection = z.output<typeof ModelConnection>

export const listModelConnections = endpoint('GET /model-connections', {
  summary: 'The connections to model providers, oldest first.',
  permission: 'agents.read',
  query: PageQuery,
  reply: paged(ModelConnection),
})
export const createModelConnection = endpoint('POST /model-connections', {
  summary: 'Connects a model provider under a key of your own.',
  permission: 'model-connections.manage',
  body: NewModelConnection,
  reply: ModelConnection,
  status: 201,
  idempotent: true,
})
export const readModelConnection = endpoint('GET /model-connections/:modelConnectionId', {
  summary: 'One connection.',
  permission: 'agents.read',
  reply: ModelConnection,
  errors: ['not-found'],
})
export const updateModelConnection = endpoint('PATCH /model-connections/:modelConnectionId', {
  summary: 'Changes the fields that are given; a new key takes effect with the next answer.',
  permission: 'model-connections.manage',
  body: ModelConnectionChange,
  reply: ModelConnection,
  errors: ['not-found'],
})
export const deleteModelConnection = endpoint('DELETE /model-connections/:modelConnectionId', {
  summary: 'Deletes a connection that no agent uses any more.',
  permission: 'model-connections.manage',
  status: 204,
  errors: ['not-found', 'conflict'],
})
export const tryModelConnection = endpoint('POST /model-connections/:modelConnectionId/try', {
  summary: 'Asks a model of this connection for one word, and says how it went.',
  permission: 'model-connections.manage',
  body: z.strictObject({ model: z.string().trim().min(1).max(200) }),
  reply: z.object({ works: z.boolean(), said: z.string(), durationMs: z.number() }),
  errors: ['not-found'],
})
