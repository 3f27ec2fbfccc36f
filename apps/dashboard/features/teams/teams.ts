import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listTeams } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

const loadTeams = () => readAll(cursor => api.call(listTeams, { query: { limit: 100, cursor } }))

/** The teams of the organization with their people, oldest first. */
export const useTeams = () => useQuery(useWhyNot('people.read') === undefined ? 'people:teams' : null, loadTeams)
