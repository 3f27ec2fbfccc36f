import type { Agent } from '@frontdesk/contract/agents'
import { api } from '../../lib/api.ts'
import { listAgents } from '../../lib/endpoints.ts'
import { useQuery } from '../../lib/query.ts'

export type AgentList = { items: Agent[]; next: string | null }

const loadAgents = async (): Promise<AgentList> => {
  const items: Agent[] = []
  let cursor: string | null = null
  do {
    const page: AgentList = await api.call(listAgents, { query: { limit: 100, ...(cursor !== null && { cursor }) } })
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== null)
  return { items, next: null }
}

/** Every agent of the organization, oldest first. */
export const useAgents = () => useQuery('agents', loadAgents)
