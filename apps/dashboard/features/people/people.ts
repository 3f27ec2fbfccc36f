import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listInvitations, listMembers, listRoles } from '../../lib/endpoints.ts'
import { readAll, usePages } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

const loadMembers = (cursor: string | undefined) => api.call(listMembers, { query: { limit: 50, cursor } })
const loadInvitations = (cursor: string | undefined) => api.call(listInvitations, { query: { limit: 50, cursor } })
const loadEveryone = () => readAll(cursor => api.call(listMembers, { query: { limit: 100, cursor } }))
const loadRoles = () => readAll(cursor => api.call(listRoles, { query: { limit: 100, cursor } }))

const useKeyFor = (key: string, permission: 'people.read' | 'people.manage') =>
  useWhyNot(permission) === undefined ? key : null

/** The people of the organization in the order in which they joined, page by page. */
export const useMembers = () => usePages(useKeyFor('people:members', 'people.read'), loadMembers)

/** Everybody at once, for whoever needs their names. */
export const useEveryone = () => useQuery(useKeyFor('people:everyone', 'people.read'), loadEveryone)

/** The invitations that nobody has accepted yet. */
export const useInvitations = () => usePages(useKeyFor('people:invitations', 'people.manage'), loadInvitations)

/** The built-in roles, then the organization's own. */
export const useRoles = () => useQuery(useKeyFor('people:roles', 'people.read'), loadRoles)
