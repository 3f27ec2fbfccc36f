import { editMessage, editThread, readThread, type ShownMessage } from './chat-threads.ts'
import { refresh } from './query.ts'
import type { TurnPart } from './turn-stream.ts'

const paintMs = 40

/** Writes the parts of an answer into its message, drawing text at most 25 times a second. */
export const showParts = (key: string, answerId: string) => {
  let waiting = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const edit = (change: (message: ShownMessage) => Partial<ShownMessage>) => editMessage(key, answerId, change)
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const delta = waiting
    waiting = ''
    if (delta) edit(({ text }) => ({ text: text + delta, state: 'streaming' }))
  }
  const show = (part: TurnPart) => {
    if (part.type === 'text') {
      waiting += part.delta
      timer ??= setTimeout(flush, paintMs)
      return
    }
    flush()
    if (part.type === 'began') begin(key, answerId, part)
    else if (part.type === 'called') void refresh(`tool-calls:of:${readThread(key).conversationId}`)
    else edit(message => afterPart(message, part))
  }
  return { show, flush }
}

const begin = (key: string, answerId: string, { conversationId, turnId }: TurnPart & { type: 'began' }) => {
  if (turnId !== undefined) editMessage(key, answerId, () => ({ turnId, state: 'streaming' }))
  if (conversationId === undefined || readThread(key).conversationId === conversationId) return
  editThread(key, { conversationId })
  void refresh('conversations')
}

const afterPart = (message: ShownMessage, part: TurnPart): Partial<ShownMessage> => {
  switch (part.type) {
    case 'reset':
      return { text: '', citations: [], state: 'streaming' }
    case 'citations':
      return { citations: part.citations }
    case 'finished':
      return { state: 'complete', seq: part.seq ?? message.seq }
    case 'failed':
      return { state: 'failed', problem: part.sentence }
    case 'stopped':
      return { state: 'cancelled' }
    default:
      // The stream closed properly; an answer without another ending is complete.
      return message.state === 'streaming' ? { state: 'complete' } : {}
  }
}
