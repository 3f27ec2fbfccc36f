import type { TurnTrace } from '@frontdesk/contract/chat'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { readTurn } from '../../lib/endpoints.ts'
import { useQuery } from '../../lib/query.ts'

const pollMs: Partial<Record<TurnTrace['status'], number>> = { running: 1_000, waiting: 4_000 }

/** The trace of a turn, asked again until the turn has ended. */
export const useTrace = (turnId: string) => {
  const load = useCallback(() => api.call(readTurn, { parameters: { turnId } }), [turnId])
  return useQuery(`turn:${turnId}`, load, ({ status }) => pollMs[status])
}
