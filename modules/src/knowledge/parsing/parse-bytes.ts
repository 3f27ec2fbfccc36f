import { decodeText } from './decode-text.ts'
import type { FileKind } from './file-kind.ts'
import { parseCsv } from './parse-csv.ts'
import { parseHtml } from './parse-html.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parseText } from './parse-text.ts'
import type { ParsedDocument } from './parsed.ts'

const parsers = { text: parseText, markdown: parseMarkdown, html: parseHtml, csv: parseCsv }

/** Reads a file of a known kind in this process. Throws UnreadableDocument. */
export async function parseBytes(kind: FileKind, bytes: Uint8Array): Promise<ParsedDocument> {
  // Loaded only where they are needed, which is in a child process: they are large.
  if (kind === 'pdf') return (await import('./parse-pdf.ts')).parsePdf(bytes)
  if (kind === 'docx') return (await import('./parse-docx.ts')).parseDocx(bytes)
  return parsers[kind](decodeText(bytes, { html: kind === 'html' }))
}
