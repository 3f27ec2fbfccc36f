import type { Begun } from './begin.ts'

/** What every piece of a chat completion begins with. */
export const headOf = ({ turnId, conversationId, agentId, createdAt }: Begun, metadata: Record<string, string>) => ({
  id: `chatcmpl-${turnId}`,
  created: createdAt,
  model: agentId,
  metadata: { ...metadata, conversation_id: conversationId, turn_id: turnId },
})
export type Head = ReturnType<typeof headOf>
