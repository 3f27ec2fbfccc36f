import type { FinalState } from './final-state.ts'
import type { Line, LineOf } from './history.ts'
import { grouped, linesOf, type Violation } from './violation.ts'

/** I3 and I6 for answers: every reader was shown what was kept, and every answer ends in time. */
export const checkAnswers = (lines: Line[], final: FinalState, answerMs: number): Violation[] => [
  ...otherTexts(lines, final),
  ...otherEndings(lines, final),
  ...endless(final),
  ...tooLate(lines, answerMs),
]

type Shown = { text: string; lines: Line[] }

const otherTexts = (lines: Line[], final: FinalState): Violation[] => {
  const messages = final.conversations.flatMap(conversation => conversation.messages)
  const texts = new Map(messages.map(({ id, text }) => [id, text]))
  const streams = lines.filter(isOfStream)
  return [...grouped(streams, line => `${line.who} ${line.turnId}`).values()].flatMap(stream => {
    let shown: Shown = { text: '', lines: [] }
    return stream.flatMap(line => {
      shown = show(shown, line)
      if (line.kind !== 'ended') return []
      const kept = line.messageId === null ? '' : texts.get(line.messageId)
      // What was shown of a superseded answer is left where it is, and belongs to nothing.
      if (line.status === 'superseded' || kept === shown.text) return []
      const says = `${line.who} was shown "${shown.text}" as answer ${line.messageId}; kept is "${kept ?? 'nothing'}"`
      return [{ invariant: 'I3' as const, says, lines: shown.lines }]
    })
  })
}

type StreamLine = LineOf<'listens' | 'text' | 'reset' | 'ended'>
const streamKinds = new Set<string>(['listens', 'text', 'reset', 'ended'])
const isOfStream = (line: Line): line is StreamLine => streamKinds.has(line.kind)

/** The text on a reader's page after this line, and the lines that made it. */
const show = ({ text, lines }: Shown, line: StreamLine): Shown => {
  const begunAnew = line.kind === 'reset' || (line.kind === 'listens' && line.after === null)
  if (begunAnew) return { text: '', lines: [line] }
  return { text: line.kind === 'text' ? text + line.text : text, lines: [...lines, line] }
}

const otherEndings = (lines: Line[], final: FinalState): Violation[] => {
  const turns = new Map(final.turns.map(turn => [turn.id, turn]))
  return linesOf(lines, 'ended').flatMap(line => {
    const turn = turns.get(line.turnId)
    if (turn?.status === line.status && turn.messageId === line.messageId) return []
    const says = `${line.who} was told that turn ${line.turnId} ended ${line.status} with ${line.messageId}; it is ${turn?.status} with ${turn?.messageId}`
    return [{ invariant: 'I3', says, lines: [line] }]
  })
}

const endless = (final: FinalState): Violation[] => [
  ...final.turns
    .filter(({ status }) => status === 'running')
    .map(({ id }) => ({ invariant: 'I6' as const, says: `Turn ${id} never ended`, lines: [] })),
  ...final.conversations
    .filter(({ liveTurnId }) => liveTurnId !== null)
    .map(({ id, liveTurnId }) => ({
      invariant: 'I6' as const,
      says: `Conversation ${id} says that ${liveTurnId} is being answered`,
      lines: [],
    })),
]

/** Each life of the server lasts from `ready` to `killed`; within one, no answer may go on for longer than allowed. */
const tooLate = (lines: Line[], answerMs: number): Violation[] => {
  const begun = new Map(
    linesOf(lines, 'acked')
      .toReversed()
      .map(line => [line.turnId, line]),
  )
  const ended = new Map(
    lines
      .filter(line => line.kind === 'ended' || (line.kind === 'turn' && line.status !== 'running'))
      .toReversed()
      .map(line => ['turnId' in line ? line.turnId : '', line]),
  )
  const killed = linesOf(lines, 'killed')
  return linesOf(lines, 'ready').flatMap(ready => {
    const kill = killed.find(({ at }) => at > ready.at)
    const until = kill?.at ?? lines.at(-1)?.at ?? ready.at
    return [...begun].flatMap(([turnId, ack]) => {
      const end = ended.get(turnId)
      const tookMs = Math.min(end?.at ?? until, until) - Math.max(ack.at, ready.at)
      if (tookMs <= answerMs) return []
      const says = `Turn ${turnId} went on for ${Math.round(tookMs)} ms in one life of the server`
      return [{ invariant: 'I6', says, lines: [ready, ack, ...(end ? [end] : kill ? [kill] : [])] }]
    })
  })
}
