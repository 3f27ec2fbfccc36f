import type { Document } from '@frontdesk/contract/knowledge'

/** A document as it came in, before anything was read from it. */
export type Incoming = {
  externalId: string | null
  kind: 'text' | 'file' | 'answer' | 'page'
  format: string
  title: string
  url: string | null
  language: string | null
  content: string | null
  fileKey: string | null
  fileName: string | null
  contentHash: Uint8Array
  bytes: number
}
export type Kept = { document: Document; outcome: 'created' | 'updated' | 'unchanged' }
