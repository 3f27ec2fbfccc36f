import { useEffect, useRef } from 'react'
import { openThread } from '../../lib/chat-actions.ts'
import { type ShownMessage, useThread } from '../../lib/chat-threads.ts'
import { CallRow } from './call-row.tsx'
import { useConversationCalls } from './calls.ts'

/** What was called for an answer, above its first words; a call that waits is decided here. */
export const TurnCalls = ({ message, threadKey }: { message: ShownMessage; threadKey: string }) => {
  const { conversationId, messages } = useThread(threadKey)
  const first = messages.find(({ sender, turnId }) => sender === 'agent' && turnId === message.turnId)
  const isFirst = message.turnId !== null && first?.id === message.id
  const calls = useConversationCalls(isFirst ? conversationId : undefined).value ?? []
  const ofTurn = calls.filter(({ turnId }) => turnId === message.turnId)
  const waits = ofTurn.some(({ state }) => state === 'waiting')
  const waited = useRef(false)
  useEffect(() => {
    // Decided, here or by somebody else: the answer goes on.
    if (waited.current && !waits && conversationId !== undefined) void openThread(threadKey, conversationId)
    waited.current = waits
  }, [waits, threadKey, conversationId])
  if (ofTurn.length === 0) return null
  return (
    <ul aria-label="Calls" className="flex flex-col gap-1">
      {ofTurn.map(call => (
        <li key={call.id}>
          <CallRow call={call} />
        </li>
      ))}
    </ul>
  )
}
