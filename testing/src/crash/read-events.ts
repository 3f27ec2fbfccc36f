import { z } from 'zod'

const Part = z.object({
  type: z.string(),
  delta: z.string().optional(),
  messageMetadata: z
    .object({
      messageId: z.string().nullable().optional(),
      seq: z.number().nullable().optional(),
      status: z.enum(['completed', 'failed', 'cancelled', 'superseded']).optional(),
    })
    .optional(),
})

/** One event of an answer's stream, with the id to come back with. */
export type StreamEvent = { id: string | undefined; part: z.output<typeof Part> }

/** Reads server-sent events, however the bytes are cut; an event that is not whole is as if it had not come. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventIn(block)
      if (event) yield event
    }
  }
}

const eventIn = (block: string): StreamEvent | undefined => {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1]
  const data = field('data')
  if (data === undefined || data === '[DONE]') return undefined
  return { id: field('id'), part: Part.parse(JSON.parse(data)) }
}
