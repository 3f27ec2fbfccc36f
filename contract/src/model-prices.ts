import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'

const PerMillion = z.number().min(0).max(1_000_000)

/** What a model costs, in the one currency that the organization counts in. */
export const NewModelPrice = z.strictObject({
  /** A model's name, or the beginning of names with `*` behind it. A whole name goes before a beginning, a longer beginning before a shorter. */
  model: z
    .string()
    .trim()
    .regex(/^[^*]{0,199}\*?$/, 'A model’s name, with one * at its end at most.')
    .min(1),
  inputPerMillion: PerMillion,
  outputPerMillion: PerMillion,
})
export type NewModelPrice = z.output<typeof NewModelPrice>

export const ModelPrice = NewModelPrice.extend({ id: Id, updatedAt: Moment })
export type ModelPrice = z.output<typeof ModelPrice>

export const listModelPrices = endpoint('GET /model-prices', {
  summary: 'What models cost, per million tokens; newest first.',
  permission: 'agents.read',
  query: PageQuery,
  reply: paged(ModelPrice),
})
export const setModelPrice = endpoint('PUT /model-prices', {
  summary: 'Says what a model costs; takes the place of what was said of it before. Counts from the next answer on.',
  permission: 'model-connections.manage',
  body: NewModelPrice,
  reply: ModelPrice,
  errors: ['conflict'],
})
export const deleteModelPrice = endpoint('DELETE /model-prices/:modelPriceId', {
  summary: 'Forgets what a model costs; answers keep the cost that they had.',
  permission: 'model-connections.manage',
  status: 204,
  errors: ['not-found'],
})
