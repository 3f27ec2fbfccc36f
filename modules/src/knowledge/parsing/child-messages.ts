import type { FileKind } from './file-kind.ts'
import type { ParsedDocument } from './parsed.ts'

/** What the parent asks of a parsing child, and what it hears back: a document, or why there is none. */
export type ChildRequest = { kind: FileKind; bytes: Uint8Array }
export type ChildReply = { document: ParsedDocument } | { reason: string | undefined; cause: string }
