/** One event of a `text/event-stream`, as it was sent. */
export type SentEvent = { id: string | undefined; data: string }

/** Events in order, however the bytes are cut; comments are passed over. */
export async function* sentEvents(response: Response): AsyncGenerator<SentEvent> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of response.body ?? []) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (data !== undefined) yield { id: /^id: (.*)$/m.exec(block)?.[1], data }
    }
  }
}

export const allEvents = async (response: Response): Promise<SentEvent[]> => {
  const events: SentEvent[] = []
  for await (const event of sentEvents(response)) events.push(event)
  return events
}

type Chunk = { type: string; delta?: string; errorText?: string; messageMetadata?: Record<string, unknown> }

/** What somebody who follows a stream knows at its end; `text` is what stands there after the last new beginning. */
export const readerOf = (events: SentEvent[]) => {
  const known = { text: '', types: [] as string[], error: undefined as string | undefined, metadata: {} as object }
  for (const { data } of events) {
    if (data === '[DONE]') continue
    const chunk = JSON.parse(data) as Chunk
    known.types.push(chunk.type)
    if (chunk.type === 'data-reset') known.text = ''
    if (chunk.type === 'text-delta') known.text += chunk.delta
    if (chunk.type === 'error') known.error = chunk.errorText
    Object.assign(known.metadata, chunk.messageMetadata)
  }
  return known
}
