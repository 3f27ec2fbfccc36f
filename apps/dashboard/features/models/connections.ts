import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listModelConnections } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

const loadConnections = () => readAll(cursor => api.call(listModelConnections, { query: { limit: 100, cursor } }))

/** The organization's own connections to model providers, oldest first. */
export const useConnections = () =>
  useQuery(useWhyNot('agents.read') === undefined ? 'model-connections' : null, loadConnections)
