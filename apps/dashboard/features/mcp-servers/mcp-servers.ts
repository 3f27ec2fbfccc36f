import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listMcpServers, readMcpServer, refreshMcpServer } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { refresh, useQuery } from '../../lib/query.ts'

const loadServers = () => readAll(cursor => api.call(listMcpServers, { query: { limit: 100, cursor } }))

/** The MCP servers of the organization, oldest first. */
export const useMcpServers = () =>
  useQuery(useWhyNot('tools.read') === undefined ? 'mcp-servers:all' : null, loadServers)

export const useMcpServer = (mcpServerId: string) => {
  const load = useCallback(() => api.call(readMcpServer, { parameters: { mcpServerId } }), [mcpServerId])
  return useQuery(`mcp-servers:one:${mcpServerId}`, load)
}

/** What a server says that it offers now; asking finds out which tools it has changed, so these are read again. */
export const useOffers = (mcpServerId: string, isAsked: boolean) => {
  const load = useCallback(async () => {
    const offered = await api.call(refreshMcpServer, { parameters: { mcpServerId } })
    void refresh('tools:')
    return offered
  }, [mcpServerId])
  return useQuery(isAsked ? offersOf(mcpServerId) : null, load)
}

export const offersOf = (mcpServerId: string) => `mcp-servers:offers:${mcpServerId}`
