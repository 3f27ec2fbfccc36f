import { z } from 'zod'
import { endpoint, Id, Moment } from './endpoint.ts'

/** Your own id for a customer: of your shop’s database, for example. */
export const CustomerId = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'An id has no control characters.')

/** Long enough for a day’s visit; whoever stays longer is given another one. */
export const longestTokenSeconds = 24 * 3_600

export const CustomerToken = z.object({
  /** Opens this customer’s own conversations, at the MCP server only. It is in this reply and nowhere else. */
  token: z.string(),
  expiresAt: Moment,
})
export type CustomerToken = z.output<typeof CustomerToken>

export const createCustomerToken = endpoint('POST /customer-tokens', {
  summary:
    'Gives a customer a token for the MCP server, with which they talk to an agent and read their own conversations. It ends with the API key that made it.',
  permission: 'conversations.reply',
  body: z.strictObject({
    customerId: CustomerId,
    /** Absent: they choose among the agents that they know the id of. */
    agentId: Id.optional(),
    expiresIn: z.int().min(60).max(longestTokenSeconds).default(3_600),
  }),
  reply: CustomerToken,
  status: 201,
  errors: ['not-found'],
})
