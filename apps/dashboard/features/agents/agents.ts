import type { Agent } from '@frontdesk/contract/agents'
import { api } from '../../lib/api.ts'
import { listAgents } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

export type AgentList = { items: Agent[]; next: string | null }

const loadAgents = async (): Promise<AgentList> => ({
  items: await readAll(cursor => api.call(listAgents, { query: { limit: 100, cursor } })),
  next: null,
})

/** Every agent of the organization, oldest first. */
export const useAgents = () => useQuery('agents', loadAgents)
