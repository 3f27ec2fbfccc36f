import type { FinalState } from './final-state.ts'
import type { Line } from './history.ts'
import { grouped, linesOf, type Violation } from './violation.ts'

/** I1, I2, I3 and I7 as far as the end alone shows them: nothing lost, nothing twice, no gaps, one answer a turn. */
export const checkKept = (lines: Line[], final: FinalState): Violation[] => [
  ...lostMessages(lines, final),
  ...repeatedMessages(lines, final),
  ...gaps(final),
  ...answersTwice(final),
]

const lostMessages = (lines: Line[], final: FinalState): Violation[] => {
  const kept = new Map(
    final.conversations.flatMap(({ id, messages }) =>
      messages.map(message => [`${id} ${message.clientMessageId}`, message] as const),
    ),
  )
  const sent = new Map(linesOf(lines, 'sends').map(line => [line.clientMessageId, line]))
  return linesOf(lines, 'acked').flatMap(line => {
    const { clientMessageId, conversationId, turnId } = line
    const message = kept.get(`${conversationId} ${clientMessageId}`)
    const says = !message
      ? `${clientMessageId} was acknowledged in conversation ${conversationId} and is not there`
      : message.text !== sent.get(clientMessageId)?.text
        ? `${clientMessageId} was kept with other words: ${message.text}`
        : message.turnId !== turnId
          ? `${clientMessageId} was acknowledged with turn ${turnId} and has turn ${message.turnId}`
          : undefined
    return says ? [{ invariant: 'I1', says, lines: [line] }] : []
  })
}

const repeatedMessages = (lines: Line[], final: FinalState): Violation[] => {
  const customers = final.conversations.flatMap(({ messages }) =>
    messages.filter(({ clientMessageId }) => clientMessageId),
  )
  return [...grouped(customers, message => String(message.clientMessageId))]
    .filter(([, copies]) => copies.length > 1)
    .map(([clientMessageId, copies]) => ({
      invariant: 'I2',
      says: `${clientMessageId} is there ${copies.length} times: ${copies.map(placeOf).join(', ')}`,
      lines: linesOf(lines, 'sends').filter(line => line.clientMessageId === clientMessageId),
    }))
}

const placeOf = ({ conversationId, seq }: { conversationId: string; seq: number }) => `${conversationId} seq ${seq}`

const gaps = (final: FinalState): Violation[] =>
  final.conversations.flatMap(({ id, lastSeq, messages }) => {
    const seqs = messages.map(({ seq }) => seq)
    const whole = seqs.length === lastSeq && seqs.every((seq, index) => seq === index + 1)
    return whole
      ? []
      : [{ invariant: 'I3', says: `Conversation ${id} says lastSeq ${lastSeq} and has ${seqs.join(' ')}`, lines: [] }]
  })

const answersTwice = (final: FinalState): Violation[] => {
  const answers = final.conversations.flatMap(({ messages }) => messages.filter(({ sender }) => sender === 'agent'))
  const byTurn = grouped(answers, message => String(message.turnId))
  return final.turns.flatMap(({ id, status, messageId }) => {
    const ids = (byTurn.get(id) ?? []).map(message => message.id)
    const fits = messageId === null ? ids.length === 0 : ids.length === 1 && ids[0] === messageId
    const needed = status !== 'completed' || messageId !== null
    const refused = status === 'superseded' && messageId !== null
    if (fits && needed && !refused) return []
    const says = `Turn ${id} is ${status} with the answer ${messageId}; its agent messages are ${ids.join(', ') || 'none'}`
    return [{ invariant: 'I7', says, lines: [] }]
  })
}
