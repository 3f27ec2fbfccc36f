import { api } from '../../lib/api.ts'
import { listConversations } from '../../lib/endpoints.ts'
import { usePages } from '../../lib/pages.ts'

const loadPage = (cursor: string | undefined) =>
  api.call(listConversations, { query: { limit: 40, ...(cursor !== undefined && { cursor }) } })

/** Conversations page by page, the latest activity first. */
export const useConversations = () => usePages('conversations', loadPage)
