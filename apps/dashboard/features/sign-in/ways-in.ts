import { api } from '../../lib/api.ts'
import { listProviders } from '../../lib/endpoints.ts'
import { useQuery } from '../../lib/query.ts'

const load = () => api.call(listProviders)

/** What people may sign in with here beside a password; undefined until it is known. */
export const useWaysIn = () => useQuery('sign-in-providers', load).value
