import { z } from 'zod'
import { CustomerId } from './customers.ts'

// What the official clients send to `/api/openai/v1`. They add fields with every release, so unknown ones are let through.

const Content = z.union([
  z.string(),
  z
    .array(
      z.looseObject({
        type: z.string(),
        text: z.string().optional(),
        image_url: z.union([z.string(), z.looseObject({ url: z.string() })]).nullish(),
      }),
    )
    .max(1_000),
])
export type Content = z.output<typeof Content>

const Given = z.looseObject({
  model: z.string().trim().min(1).max(200),
  stream: z.boolean().nullish(),
  /** Your own id of the customer who speaks. */
  user: CustomerId.nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
})

export const ChatCompletionRequest = Given.extend({
  messages: z
    .array(z.looseObject({ role: z.string(), content: Content.nullish() }))
    .min(1)
    .max(2_000),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
})
export type ChatCompletionRequest = z.output<typeof ChatCompletionRequest>

export const ResponseRequest = Given.extend({
  input: z.union([
    z.string(),
    z
      .array(z.looseObject({ type: z.string().optional(), role: z.string().optional(), content: Content.nullish() }))
      .min(1)
      .max(2_000),
  ]),
  previous_response_id: z.string().max(200).nullish(),
  conversation: z.union([z.string().max(200), z.looseObject({ id: z.string().max(200) })]).nullish(),
})
export type ResponseRequest = z.output<typeof ResponseRequest>
