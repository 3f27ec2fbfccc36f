import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const DayUsage = z.object({
  /** In UTC. */
  day: z.iso.date(),
  /** The model that gave the last word of the answers counted here. */
  model: z.string(),
  answers: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** Of the answers whose models all had a price; null where none did. */
  cost: z.number().nullable(),
})
export type DayUsage = z.output<typeof DayUsage>

const mostDays = 366
const days = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 86_400_000

export const readUsage = endpoint('GET /usage', {
  summary: 'What answers took, by day and model; both days are counted in, at most 366.',
  permission: 'agents.read',
  query: z
    .strictObject({ from: z.iso.date(), to: z.iso.date() })
    .refine(query => days(query) >= 0 && days(query) < mostDays, {
      path: ['to'],
      message: 'Not before `from`, and at most 366 days.',
    }),
  reply: z.object({ items: z.array(DayUsage) }),
})
