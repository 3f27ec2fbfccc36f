import type { Citation } from '@frontdesk/contract/conversations'
import type { Position, TurnEvent } from '@frontdesk/modules/engine/index'

/**
 * A turn's events in the AI SDK UI message stream protocol (version 1), each under the id `turn:attempt:offset` that
 * a reader hands back as Last-Event-ID. Parts named `data-…` are our own; other clients pass over them.
 */
export const uiMessageStream = (turnId: string, conversationId: string, isResumed: boolean) => {
  let part = 0
  let isTextOpen = false

  const event = (attempt: number, offset: number, data: object) =>
    `id: ${turnId}:${attempt}:${offset}\ndata: ${JSON.stringify(data)}\n\n`

  // By far the most frequent of all.
  const delta = (attempt: number, offset: number, text: string) =>
    `id: ${turnId}:${attempt}:${offset}\ndata: {"type":"text-delta","id":"${attempt}-${part}","delta":${JSON.stringify(text)}}\n\n`

  const openText = (attempt: number, offset: number) => {
    if (isTextOpen) return ''
    isTextOpen = true
    part += 1
    return event(attempt, offset, { type: 'text-start', id: `${attempt}-${part}` })
  }
  const closeText = (attempt: number, offset: number) => {
    if (!isTextOpen) return ''
    isTextOpen = false
    return event(attempt, offset, { type: 'text-end', id: `${attempt}-${part}` })
  }
  const begin = (attempt: number) =>
    event(attempt, 0, { type: 'start', messageId: turnId, messageMetadata: { conversationId, turnId } }) +
    event(attempt, 0, { type: 'data-conversation', data: { conversationId, turnId, attempt }, transient: true }) +
    event(attempt, 0, { type: 'start-step' })

  return {
    /** A reader who comes back mid-text has no open part on this connection. */
    write(told: TurnEvent): string {
      switch (told.kind) {
        case 'begin':
          return begin(told.attempt)
        case 'reset':
          // First of all: a reader who has an id of the new attempt is not told of it again.
          return (
            event(told.attempt, 0, { type: 'data-reset', data: { attempt: told.attempt }, transient: true }) +
            closeText(told.attempt, 0) +
            (isResumed ? begin(told.attempt) : '')
          )
        case 'text': {
          const from = told.offset - told.text.length
          const open = openText(told.attempt, from)
          return open + delta(told.attempt, told.offset, told.text)
        }
        case 'call':
          return closeText(told.attempt, told.offset) + callEvents(told)
        case 'working':
          return event(told.attempt, told.offset, { type: 'data-working', data: {}, transient: true })
        case 'end':
          return closeText(told.attempt, told.ending.text.length) + ended(told)
      }
    },
  }

  /** Whoever comes back may be told of a call a second time: its id says that it is the same. */
  function callEvents({ attempt, offset, call }: Extract<TurnEvent, { kind: 'call' }>): string {
    const { id: toolCallId, name: toolName, arguments: input, state, result } = call
    const tell = (part: object) => event(attempt, offset, { ...part, toolCallId })
    switch (state) {
      case 'planned':
      case 'started':
        return tell({ type: 'tool-input-available', toolName, input, dynamic: true })
      case 'waiting':
        return (
          tell({ type: 'tool-input-available', toolName, input, dynamic: true }) +
          event(attempt, offset, { type: 'tool-approval-request', approvalId: toolCallId, toolCallId })
        )
      case 'succeeded':
        return tell({ type: 'tool-output-available', output: result, dynamic: true })
      default:
        return (
          (input === null ? tell({ type: 'tool-input-available', toolName, input: {}, dynamic: true }) : '') +
          tell({ type: 'tool-output-error', errorText: errorTextOf(result), dynamic: true })
        )
    }
  }

  function ended({ attempt, ending }: Extract<TurnEvent, { kind: 'end' }>): string {
    const offset = ending.text.length
    const { trace, citations, messageId, seq, status } = ending
    const usage = { inputTokens: trace.inputTokens ?? 0, outputTokens: trace.outputTokens ?? 0 }
    const sources = citations.map(citation => event(attempt, offset, sourceOf(citation))).join('')
    const cited = citations.length > 0 ? event(attempt, offset, { type: 'data-citations', data: citations }) : ''
    const error = trace.error ?? { code: 'internal', message: 'The answer could not be finished.' }
    const failed =
      status === 'failed'
        ? event(attempt, offset, { type: 'data-error', data: error, transient: true }) +
          event(attempt, offset, { type: 'error', errorText: error.message })
        : ''
    const messageMetadata = { conversationId, turnId, messageId, seq, status, usage }
    const finish =
      status === 'cancelled' || status === 'superseded'
        ? event(attempt, offset, { type: 'message-metadata', messageMetadata }) +
          event(attempt, offset, { type: 'abort' })
        : event(attempt, offset, { type: 'finish-step' }) +
          event(attempt, offset, {
            type: 'finish',
            finishReason: finishReasonOf(status, trace.finishReason),
            messageMetadata,
          })
    return `${sources}${cited}${failed}${finish}data: [DONE]\n\n`
  }
}

const errorTextOf = (result: unknown) =>
  typeof result === 'object' && result !== null && 'error' in result ? String(result.error) : 'This call failed.'

const sourceOf = ({ number, title, url }: Citation) =>
  url
    ? { type: 'source-url', sourceId: String(number), url, title }
    : { type: 'source-document', sourceId: String(number), mediaType: 'text/plain', title }

const finishReasonOf = (status: string, reason: string | undefined) => {
  if (status === 'failed') return 'error'
  return reason === 'stop' || reason === 'length' || reason === 'content-filter' ? reason : 'other'
}

/** Reads an event id of ours back; undefined for anything else, which then means from the start. */
export const positionOf = (lastEventId: string | null, turnId: string): Position | undefined => {
  const [id, attempt, offset] = lastEventId?.split(':') ?? []
  if (id !== turnId || !/^\d{1,6}$/.test(attempt ?? '') || !/^\d{1,9}$/.test(offset ?? '')) return undefined
  return { attempt: Number(attempt), offset: Number(offset) }
}
