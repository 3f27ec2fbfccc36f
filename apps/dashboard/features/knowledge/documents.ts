import type { Document, DocumentKind } from '@frontdesk/contract/knowledge'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { countDocuments, listDocuments, readDocument } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'

export type Status = Document['status']
export type Filter = { status?: Status | undefined; kind?: DocumentKind | undefined; title?: string | undefined }

const pollMs = 1_500
const settled = (document: { status: Status }) => document.status === 'ready' || document.status === 'failed'

/** Documents that pass the filter, newest first; asked again while any of them is being processed. */
export const useDocuments = (filter: Filter) => {
  const { status, kind, title } = filter
  const loadPage = useCallback(
    (cursor: string | undefined) => {
      const given = Object.entries({ status, kind, title, cursor }).filter(([, value]) => value)
      return api.call(listDocuments, { query: { limit: 50, ...Object.fromEntries(given) } })
    },
    [status, kind, title],
  )
  return usePages(`knowledge:list:${status}:${kind}:${title}`, loadPage, page =>
    page.items.every(settled) ? undefined : pollMs,
  )
}

const loadCounts = () => api.call(countDocuments)

export const useCounts = () =>
  useQuery('knowledge:counts', loadCounts, counts => (counts.queued + counts.processing > 0 ? pollMs : undefined))

export const useDocument = (documentId: string) => {
  const load = useCallback(() => api.call(readDocument, { parameters: { documentId } }), [documentId])
  return useQuery(`knowledge:document:${documentId}`, load, document => (settled(document) ? undefined : pollMs))
}
