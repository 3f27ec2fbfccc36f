import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listDatabaseConnections } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

const loadDatabases = () => readAll(cursor => api.call(listDatabaseConnections, { query: { limit: 100, cursor } }))

/** The databases that tools may ask, oldest first. */
export const useDatabases = () => useQuery(useWhyNot('tools.read') === undefined ? 'databases' : null, loadDatabases)
