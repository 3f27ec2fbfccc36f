import { systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'

/** What is read apart from the rest, because it may take long: a file by itself, a page because of its site. */
export type Source = 'pushed' | 'file' | 'page'

export type Claimed = {
  organizationId: string
  id: string
  contentVersion: number
  format: string
  title: string
  url: string | null
  language: string | null
  content: string | null
  fileKey: string | null
  fileName: string | null
  chunkCount: number
  attempts: number
}

// Long enough for the slowest file; whoever held it longer is gone.
const abandonedAfterMs = 3 * 60_000

/** Takes some waiting documents of any organization, and those whose process is gone. */
export const claimDocuments = async (
  { database, clock }: Platform,
  { source, limit, orphaned }: { source: Source; limit: number; orphaned: boolean },
): Promise<Claimed[]> => {
  const now = clock.now()
  const [result] = await systemSql(database, [
    {
      text: `UPDATE documents SET status = 'processing', attempts = attempts + 1, updated_at = $1
        WHERE (organization_id, id) IN (SELECT organization_id, id FROM documents
          WHERE (status = 'queued' OR (status = 'processing' AND (updated_at < $2 OR $4::boolean))) AND CASE WHEN kind IN ('file', 'page') THEN kind ELSE 'pushed' END = $5::text
          ORDER BY updated_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING organization_id, id, content_version, format, title, url, language, content, file_key, file_name, chunk_count, attempts`,
      values: [now, new Date(now.getTime() - abandonedAfterMs), limit, orphaned, source],
    },
  ])
  return (result?.rows ?? []).map(row => ({
    organizationId: String(row.organization_id),
    id: String(row.id),
    contentVersion: Number(row.content_version),
    format: String(row.format),
    title: String(row.title),
    url: row.url === null ? null : String(row.url),
    language: row.language === null ? null : String(row.language),
    content: row.content === null ? null : String(row.content),
    fileKey: row.file_key === null ? null : String(row.file_key),
    fileName: row.file_name === null ? null : String(row.file_name),
    chunkCount: Number(row.chunk_count),
    attempts: Number(row.attempts),
  }))
}
