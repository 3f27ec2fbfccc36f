import type { Citation } from '@frontdesk/contract/conversations'

/** What an answer's stream tells us; parts we do not know are left out. */
export type TurnPart =
  | { type: 'began'; conversationId?: string | undefined; turnId?: string | undefined }
  | { type: 'text'; delta: string }
  | { type: 'reset' }
  /** Something was called, or came of it; what, the conversation's calls tell. */
  | { type: 'called' }
  | { type: 'citations'; citations: Citation[] }
  | { type: 'finished'; messageId?: string | undefined; seq?: number | undefined }
  | { type: 'failed'; sentence: string }
  | { type: 'stopped' }
  | { type: 'done' }

export type TurnEvent = { id: string | undefined; part: TurnPart }

type Json = Record<string, unknown>

/** Reads the AI SDK UI message stream out of a response body, event by event, however the bytes are cut. */
export async function* readTurnStream(body: ReadableStream<Uint8Array>): AsyncGenerator<TurnEvent> {
  let rest = ''
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const blocks = (rest + value).split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) yield* eventsIn(block)
    }
  } finally {
    // Whoever stops listening must not keep the connection open.
    await reader.cancel().catch(() => undefined)
  }
}

function* eventsIn(block: string): Generator<TurnEvent> {
  let id: string | undefined
  const data: string[] = []
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('id:')) id = line.slice(3).trim()
    if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
  }
  const part = data.length > 0 ? partOf(data.join('\n')) : undefined
  if (part) yield { id, part }
}

const partOf = (data: string): TurnPart | undefined => {
  if (data === '[DONE]') return { type: 'done' }
  const json = parsed(data)
  switch (json?.type) {
    case 'start':
      return began(json.messageMetadata)
    case 'data-conversation':
      return began(json.data)
    case 'text-delta':
      return { type: 'text', delta: String(json.delta ?? '') }
    case 'data-reset':
      return { type: 'reset' }
    case 'tool-input-available':
    case 'tool-output-available':
    case 'tool-output-error':
      return { type: 'called' }
    case 'data-citations':
      return { type: 'citations', citations: Array.isArray(json.data) ? (json.data as Citation[]) : [] }
    case 'finish': {
      const { messageId, seq } = (json.messageMetadata ?? {}) as Json
      return { type: 'finished', messageId: text(messageId), seq: typeof seq === 'number' ? seq : undefined }
    }
    case 'error':
      return { type: 'failed', sentence: text(json.errorText) ?? 'The answer could not be finished.' }
    case 'abort':
      return { type: 'stopped' }
    default:
      return undefined
  }
}

const began = (from: unknown): TurnPart => {
  const { conversationId, turnId } = (from ?? {}) as Json
  return { type: 'began', conversationId: text(conversationId), turnId: text(turnId) }
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

const parsed = (data: string): Json | undefined => {
  try {
    return JSON.parse(data) as Json
  } catch {
    return undefined
  }
}
