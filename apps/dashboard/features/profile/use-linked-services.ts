import { api } from '../../lib/api.ts'
import { listLinkedProviders } from '../../lib/endpoints.ts'
import { useQuery } from '../../lib/query.ts'

const load = () => api.call(listLinkedProviders)

/** The services that open one's account, and whether a password does. */
export const useLinkedServices = () => useQuery('linked-services', load)
