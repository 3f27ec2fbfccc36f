import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listTools, readTool } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

const loadTools = () => readAll(cursor => api.call(listTools, { query: { limit: 100, cursor } }))

/** Every tool of the organization, oldest first. */
export const useTools = () => useQuery(useWhyNot('tools.read') === undefined ? 'tools:all' : null, loadTools)

export const useTool = (toolId: string) => {
  const load = useCallback(() => api.call(readTool, { parameters: { toolId } }), [toolId])
  return useQuery(`tools:one:${toolId}`, load)
}
