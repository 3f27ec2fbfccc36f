import type { Agent, AgentConfiguration } from '@frontdesk/contract/agents'
import type { AgentDiff } from '@frontdesk/contract/versions'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { diffAgentVersions, listAgentVersions, readAgentVersion } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'
import { type Query, useQuery } from '../../lib/query.ts'

/** The published versions of an agent, newest first. */
export const useVersions = (agentId: string) => {
  const load = useCallback(
    (cursor: string | undefined) =>
      api.call(listAgentVersions, { parameters: { agentId }, query: { limit: 20, cursor } }),
    [agentId],
  )
  return usePages(`agents:versions:${agentId}`, load)
}

/** What differs between two versions; nothing is asked while there is none to compare with. */
export const useDiff = (agentId: string, from: string | undefined, to: string): Query<AgentDiff> => {
  const load = useCallback(
    () => api.call(diffAgentVersions, { parameters: { agentId }, query: { from: from as 'live', to: to as 'draft' } }),
    [agentId, from, to],
  )
  return useQuery(from === undefined ? null : `agents:diff:${agentId}:${from}:${to}`, load)
}

/** How the agent is configured in that published version; without a number in its draft. */
export const useConfiguration = (agent: Agent | undefined, number: number | undefined): Query<AgentConfiguration> => {
  const agentId = agent?.id ?? ''
  const load = useCallback(
    () => api.call(readAgentVersion, { parameters: { agentId, number: String(number) } }),
    [agentId, number],
  )
  const version = useQuery(number === undefined ? null : `agents:version:${agentId}:${number}`, load)
  return number === undefined ? { ...version, value: agent } : { ...version, value: version.value?.configuration }
}
