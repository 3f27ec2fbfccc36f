import type { Brief, Said } from './turn.ts'

// Somebody who goes on and on is answered all the same.
const mostWaits = 3
// What came before is among what was said earlier.
const mostJoined = 5

type Conversation = Pick<Brief, 'question' | 'history'>

/** What a customer wrote since anybody answered, the question last: it is one question, in however many messages. */
export const burstOf = ({ question, history }: Conversation): string[] => [
  ...unanswered(history)
    .slice(1 - mostJoined)
    .map(({ text }) => text),
  question,
]

/** How long an answer waits for further messages: anew with each of them, up to a bound from the first. */
export const burstWaitMs = (burstMs: number, history: readonly Said[], now: Date): number => {
  if (burstMs === 0) return 0
  let first = now.getTime()
  for (const { at } of unanswered(history).toReversed()) {
    if (first - at.getTime() > burstMs) break
    first = at.getTime()
  }
  return Math.max(0, Math.min(burstMs, first + burstMs * mostWaits - now.getTime()))
}

const unanswered = <Message extends Pick<Said, 'sender'>>(history: readonly Message[]): Message[] =>
  history.slice(history.findLastIndex(({ sender }) => sender !== 'customer') + 1)
