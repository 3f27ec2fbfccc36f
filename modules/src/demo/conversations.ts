import { afterBuying } from './conversations-after-buying.ts'
import { beforeBuying } from './conversations-before-buying.ts'

export type { DemoConversation } from './conversation.ts'

/** The past of the demo shop's inbox, latest activity first. */
export const conversations = [...beforeBuying, ...afterBuying].toSorted(
  (one, other) => lastMinutesAgo(one.messages) - lastMinutesAgo(other.messages),
)

function lastMinutesAgo(messages: { minutesAgo: number }[]) {
  return Math.min(...messages.map(message => message.minutesAgo))
}
