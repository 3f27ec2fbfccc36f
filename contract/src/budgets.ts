import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const Limit = z.strictObject({
  /** Tokens in and out together; null: no limit. */
  tokens: z.int().min(1).max(1_000_000_000_000).nullable().default(null),
  /** In the currency of the prices, at which it is counted; null: no limit. */
  cost: z.number().positive().max(1_000_000_000).nullable().default(null),
})
export type Limit = z.output<typeof Limit>

const unlimited = { tokens: null, cost: null }

/** What models may be used for at most. */
export const Budgets = z.strictObject({
  /** Of one answer, with all its calls of a model. */
  turn: Limit.default(unlimited),
  conversation: Limit.default(unlimited),
  /** Of all conversations with one customer on one day, in UTC. */
  customerDay: Limit.default(unlimited),
  /** Of the whole organization in one month, in UTC. */
  month: Limit.default(unlimited),
})
export type Budgets = z.output<typeof Budgets>

export const readBudgets = endpoint('GET /budgets', {
  summary: 'What answers may take at most; null where there is no limit.',
  permission: 'agents.read',
  reply: Budgets,
})
export const setBudgets = endpoint('PUT /budgets', {
  summary: 'Says what answers may take at most, instead of what was said before. Counts from the next answer on.',
  permission: 'model-connections.manage',
  body: Budgets,
  reply: Budgets,
})
