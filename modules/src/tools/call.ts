import type { ToolCallState } from '@frontdesk/contract/tool-calls'
import type { ToolEffect } from '@frontdesk/contract/tools'

/** One call of a tool as it is kept: everything about it is known before it is sent, and stays known after. */
export type Call = {
  id: string
  turnId: string
  conversationId: string
  step: number
  position: number
  toolId: string | null
  name: string
  arguments: Record<string, unknown> | null
  effect: ToolEffect | null
  state: ToolCallState
  result: unknown
  isTainted: boolean
  decidedBy: string | null
  decision: 'approved' | 'rejected' | null
  reason: string | null
  plannedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}

const ended = new Set<ToolCallState>(['succeeded', 'failed', 'refused', 'unknown'])

export const hasEnded = ({ state }: Pick<Call, 'state'>): boolean => ended.has(state)

/** What a call that was sent before a crash may do now: be sent again, or never. */
export const mayRepeat = ({ effect }: Pick<Call, 'effect'>): boolean => effect === 'read' || effect === 'idempotent'

export const unknownResult = {
  error:
    'It is not known whether this happened. Do not call it again. Tell the customer that a person has to look at it.',
}

export const notDoneResult = {
  error: 'This has not happened: the customer wrote again, or stopped the answer, before it was done.',
}

/** What the model is shown of a call, up to so many characters. */
export const resultForModel = (
  { state, result, reason }: Pick<Call, 'state' | 'result' | 'reason'>,
  mostCharacters: number,
): string => {
  if (state === 'waiting') return '{"pending":"A person has to approve this first. It has not happened yet."}'
  if (state === 'planned' || state === 'started') return '{"pending":"This is still under way."}'
  if (state === 'refused' && reason) return JSON.stringify({ error: `A person refused this: ${reason}` })
  const text = typeof result === 'string' ? result : JSON.stringify(result ?? null)
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}… (cut)` : text
}
