import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listApiKeys } from '../../lib/endpoints.ts'
import { readAll } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useAgents } from '../agents/agents.ts'
import { useEveryone, useRoles } from '../people/people.ts'
import { useTeams } from '../teams/teams.ts'
import type { Names } from './audit-line.ts'

const loadKeys = () => readAll(cursor => api.call(listApiKeys, { query: { limit: 100, cursor } }))

/** The names of everything that the trail speaks of and that whoever reads it may see. */
export const useNames = (): Names => {
  const everyone = useEveryone().value
  const roles = useRoles().value ?? []
  const teams = useTeams().value ?? []
  const agents = useAgents().value?.items ?? []
  const keys = useQuery(useWhyNot('api-keys.manage') === undefined ? 'keys-by-name' : null, loadKeys).value ?? []
  const known = new Map([
    ...(everyone ?? []).map(({ userId, name }) => [userId, name] as const),
    ...[...roles, ...teams, ...agents].map(({ id, name }) => [id, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ])
  return { of: id => known.get(id), complete: everyone !== undefined }
}
