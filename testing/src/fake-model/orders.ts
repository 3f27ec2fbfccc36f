import type { PlannedMessage } from './script.ts'

/** What a model that obeys does once these words stand anywhere in what it reads. */
export type Order = { words: string; calls: NonNullable<PlannedMessage['calls']>; say: string }

type Message = { role: string; content?: unknown; tool_calls?: { function: { name: string; arguments: string } }[] }

/** Everything that was ordered and not yet done since the customer spoke, at once; then what it was told to say. */
export const messageOfOrders = (
  orders: readonly Order[],
  { messages = [] }: { messages?: Message[] },
): PlannedMessage | undefined => {
  const read = messages
    .map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)))
    .join('\n')
  const obeyed = orders.filter(({ words }) => read.includes(words))
  if (obeyed.length === 0) return undefined
  const asked = messages.findLastIndex(({ role }) => role === 'user')
  const done = messages.slice(asked + 1).flatMap(({ tool_calls: made = [] }) => made)
  const isDone = ({ name, arguments: given }: Order['calls'][number]) =>
    done.some(call => call.function.name === name && call.function.arguments === JSON.stringify(given))
  const calls = obeyed.flatMap(order => order.calls).filter(call => !isDone(call))
  return calls.length > 0 ? { calls } : { say: obeyed.map(({ say }) => say).join(' ') }
}
