import { z } from 'zod'

export const ForbiddenTopic = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** One of these words or phrases stands in what was said, in any case. */
  phrases: z.array(z.string().trim().min(1).max(100)).min(1).max(50),
  /** What the customer reads instead. */
  reply: z.string().trim().min(1).max(1_000),
})
export type ForbiddenTopic = z.output<typeof ForbiddenTopic>

/** What only this organization knows to be personal, such as the numbers of its customers. */
export const PersonalPattern = z.strictObject({
  /** Stands in the placeholder: `CUSTOMER_NUMBER` becomes `[CUSTOMER_NUMBER_1]`. */
  name: z.string().regex(/^[A-Z][A-Z_]{0,29}$/, 'Write it in capitals: CUSTOMER_NUMBER'),
  pattern: z.string().min(1).max(500),
})
export type PersonalPattern = z.output<typeof PersonalPattern>

/** What holds an agent back, outside of the model. Everything is off unless said otherwise. */
export const Guardrails = z.strictObject({
  /** Looked for in the customer's message before the model is asked, and in every sentence of its answer. */
  forbiddenTopics: z.array(ForbiddenTopic).max(50).default([]),
  /** Whether the first answer of a conversation says that an AI answers. */
  disclosure: z
    .strictObject({
      isEnabled: z.boolean().default(false),
      /** Empty: a sentence in the customer's language. */
      line: z.string().trim().max(500).default(''),
    })
    .prefault({}),
  /** Whether models see placeholders instead of addresses, numbers of phones, cards and accounts, and of these patterns. */
  maskPersonalData: z
    .strictObject({ isEnabled: z.boolean().default(false), patterns: z.array(PersonalPattern).max(20).default([]) })
    .prefault({}),
  /** What becomes of a statement that no passage, tool or message of the customer covers. */
  claimCheck: z.enum(['off', 'remove', 'hand-over']).default('off'),
})
export type Guardrails = z.output<typeof Guardrails>

/** What a guardrail did in one turn. */
export const GuardrailNote = z.object({
  kind: z.enum(['forbidden-topic', 'disclosure', 'personal-data', 'claim', 'injection']),
  where: z.enum(['question', 'answer', 'passage', 'attribute', 'page', 'history', 'tool-result']),
  detail: z.string(),
})
export type GuardrailNote = z.output<typeof GuardrailNote>
