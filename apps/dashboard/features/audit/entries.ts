import type { AuditAction } from '@frontdesk/contract/audit'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listAudit } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'

/** The trail from its newest entry back; only one kind of action where one is named. */
export const useEntries = (action: AuditAction | undefined) => {
  const whyNot = useWhyNot('audit.read')
  const loadPage = useCallback(
    (cursor: string | undefined) => api.call(listAudit, { query: { limit: 50, cursor, action } }),
    [action],
  )
  return usePages(whyNot === undefined ? `audit:${action ?? ''}` : null, loadPage)
}
