import { cleanText } from './clean-text.ts'
import { type FileKind, kindOfFile } from './file-kind.ts'
import { parseBytes } from './parse-bytes.ts'
import { parseHtml } from './parse-html.ts'
import { parseInChild } from './parse-in-child.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parseText } from './parse-text.ts'
import type { ParsedDocument } from './parsed.ts'

// Reading more than this in the server's own process would make everybody else wait.
const readHereBytes = 1024 * 1024
export type PushedFormat = 'text' | 'markdown' | 'html'
const parsers = { text: parseText, markdown: parseMarkdown, html: parseHtml }

/** Reads an uploaded file; its name is only asked for its ending. Throws UnreadableDocument with the reason. */
export async function parseFile(file: { name: string; bytes: Uint8Array }): Promise<ParsedDocument> {
  return read(await kindOfFile(file.name, file.bytes), file.bytes)
}

/** Reads a text that was pushed as it is. Throws UnreadableDocument with the reason. */
export async function parsePushed(pushed: { format: PushedFormat; text: string }): Promise<ParsedDocument> {
  const { format, text } = pushed
  return text.length > readHereBytes ? read(format, new TextEncoder().encode(cleanText(text))) : parsers[format](text)
}

function read(kind: FileKind, bytes: Uint8Array): Promise<ParsedDocument> {
  const apart = kind === 'pdf' || kind === 'docx' || bytes.length > readHereBytes
  return apart ? parseInChild({ kind, bytes }) : parseBytes(kind, bytes)
}
