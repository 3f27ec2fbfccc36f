import type { SecurityAlert, SecurityEventName, SecurityLevel } from '@frontdesk/contract/security'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listAlerts, listSecurityEvents } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'

const useKeyFor = (key: string) => (useWhyNot('audit.read') === undefined ? key : null)

/** The alerts that nobody has looked at, or those that somebody has; newest first. */
export const useAlerts = (status: SecurityAlert['status']) => {
  const loadPage = useCallback(
    (cursor: string | undefined) => api.call(listAlerts, { query: { limit: 20, cursor, status } }),
    [status],
  )
  return usePages(useKeyFor(`security:alerts:${status}`), loadPage)
}

export type Filter = {
  name?: SecurityEventName | undefined
  level?: SecurityLevel | undefined
  actor?: string | undefined
  from?: string | undefined
}

/** What happened, newest first; only what fits the filter. */
export const useEvents = ({ name, level, actor, from }: Filter) => {
  const loadPage = useCallback(
    (cursor: string | undefined) =>
      api.call(listSecurityEvents, { query: { limit: 50, cursor, name, level, actor, from } }),
    [name, level, actor, from],
  )
  return usePages(useKeyFor(`security:events:${JSON.stringify([name, level, actor, from])}`), loadPage)
}
