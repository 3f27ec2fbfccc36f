import type { FinalState } from './final-state.ts'
import type { Line, LineOf, ReadMessage } from './history.ts'
import { grouped, linesOf, type Violation } from './violation.ts'

type Read = LineOf<'read'>

/** I3, I4 and I5 as readers saw them: one order for all, their own writes at once, never back. */
export const checkReads = (lines: Line[], final: FinalState): Violation[] => {
  const reads = linesOf(lines, 'read')
  const byReader = grouped(reads, read => `${read.who} ${read.conversationId}`)
  return [
    ...reads.flatMap(read => holes(read)),
    ...otherOrders(reads, final),
    ...[...byReader.values()].flatMap(stepsBack),
    ...unreadWrites(linesOf(lines, 'acked'), byReader),
    ...unreadAnswers(lines, byReader),
    ...turnsGoneBack(lines),
  ]
}

const holes = (read: Read): Violation[] => {
  const whole = read.messages.every(({ seq }, index) => seq === read.afterSeq + index + 1)
  const says = `${read.who} read after ${read.afterSeq} and got ${read.messages.map(({ seq }) => seq).join(' ')}`
  return whole ? [] : [{ invariant: 'I3', says, lines: [read] }]
}

/** What anybody has ever read at a place stands there in the end. */
const otherOrders = (reads: Read[], final: FinalState): Violation[] => {
  const ends = new Map(
    final.conversations.flatMap(({ id, messages }) =>
      messages.map(message => [`${id} ${message.seq}`, message] as const),
    ),
  )
  return reads.flatMap(read =>
    read.messages.flatMap(message => {
      const end = ends.get(`${read.conversationId} ${message.seq}`)
      if (end && isSame(end, message)) return []
      const says = `${read.who} read ${message.id} as seq ${message.seq} of ${read.conversationId}; in the end ${end?.id ?? 'nothing'} is there`
      return [{ invariant: 'I3', says, lines: [read] }]
    }),
  )
}

const isSame = (one: ReadMessage, other: ReadMessage) =>
  one.id === other.id && one.sender === other.sender && one.text === other.text && one.turnId === other.turnId

/** Only a read that was asked for after another had been answered may not know less than that one. */
const stepsBack = (reads: Read[]): Violation[] => {
  let furthest: Read | undefined
  return reads.flatMap(read => {
    const before = furthest
    if (!before || read.lastSeq > before.lastSeq) furthest = read
    if (!before || read.askedAt < before.at || read.lastSeq >= before.lastSeq) return []
    const says = `${read.who} read up to ${before.lastSeq} of ${read.conversationId} and then up to ${read.lastSeq}`
    return [{ invariant: 'I5', says, lines: [before, read] }]
  })
}

/** Readers ask after the last they know, so that a message of theirs is in what they have read, taken together. */
const unreadWrites = (acks: LineOf<'acked'>[], byReader: Map<string, Read[]>): Violation[] =>
  acks.flatMap(ack => {
    const reads = byReader.get(`${ack.who} ${ack.conversationId}`) ?? []
    const next = reads.findIndex(read => read.askedAt > ack.at)
    const read = reads[next]
    if (!read) return []
    const known = reads.slice(0, next + 1).flatMap(({ messages }) => messages)
    if (known.some(({ clientMessageId }) => clientMessageId === ack.clientMessageId)) return []
    const says = `${ack.who} had ${ack.clientMessageId} acknowledged and then did not read it`
    return [{ invariant: 'I4', says, lines: [ack, read] }]
  })

/** Whoever saw an answer end with a message finds it by reading. */
const unreadAnswers = (lines: Line[], byReader: Map<string, Read[]>): Violation[] => {
  const conversations = new Map(linesOf(lines, 'acked').map(ack => [ack.turnId, ack.conversationId]))
  return linesOf(lines, 'ended').flatMap(ended => {
    const { seq } = ended
    if (seq === null) return []
    const reads = byReader.get(`${ended.who} ${conversations.get(ended.turnId)}`) ?? []
    const short = reads.find(read => read.askedAt > ended.at && read.lastSeq < seq)
    const says = `${ended.who} saw an answer end as seq ${seq} and then read up to ${short?.lastSeq}`
    return short ? [{ invariant: 'I5', says, lines: [ended, short] }] : []
  })
}

/** A turn that has ended stays as it ended. */
const turnsGoneBack = (lines: Line[]): Violation[] =>
  [...grouped(linesOf(lines, 'turn'), line => line.turnId).values()].flatMap(seen => {
    const end = seen.find(({ status }) => status !== 'running')
    const back = end && seen.find(line => line.askedAt > end.at && line.status !== end.status)
    const says = `Turn ${end?.turnId} was ${end?.status} and then ${back?.status}`
    return end && back ? [{ invariant: 'I5', says, lines: [end, back] }] : []
  })
