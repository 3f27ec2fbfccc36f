import { UnreadableDocument } from './parsed.ts'

export type FileKind = 'text' | 'markdown' | 'html' | 'csv' | 'pdf' | 'docx'

const kinds: Record<string, FileKind> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  csv: 'csv',
  tsv: 'csv',
  pdf: 'pdf',
  docx: 'docx',
}
const readable = 'Upload Markdown, text, HTML, PDF, DOCX or CSV.'
const magicBytes = 4_100

/** What a file is, its name and its first bytes agreeing. Throws UnreadableDocument when it is empty, unknown or something else. */
export async function kindOfFile(name: string, bytes: Uint8Array): Promise<FileKind> {
  const ending = endingOf(name)
  const kind = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined
  if (!kind) throw new UnreadableDocument(`Files ending in “.${ending}” cannot be read. ${readable}`)
  if (bytes.length === 0) throw new UnreadableDocument('This file is empty. Upload one that has text in it.')
  const container = containerOf(bytes)
  if (kind === 'docx' && container === 'ole')
    throw new UnreadableDocument(
      'This Word document is protected by a password or in the format of before 2007. Save it as .docx without a password and upload that.',
    )
  const agreed = kind === 'pdf' || kind === 'docx' ? container === kind : container === undefined && isTextual(bytes)
  if (!agreed) throw await disagreement(ending, bytes, container)
  return kind
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot === -1 ? '' : name.slice(dot + 1, dot + 12).toLowerCase()
}

// Decided by hand and not by file-type, which looks into archives and takes a text that begins with “BM” for a picture.
function containerOf(bytes: Uint8Array): 'pdf' | 'docx' | 'ole' | 'rtf' | undefined {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  if (head.startsWith('PK\x03\x04')) return 'docx'
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'ole'
  if (head.startsWith('{\\rtf')) return 'rtf'
  const pdf = head.indexOf('%PDF-')
  return pdf === 0 || (pdf > 0 && bytes.includes(0)) ? 'pdf' : undefined
}

const isTextual = (bytes: Uint8Array) =>
  !bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)

async function disagreement(
  ending: string,
  bytes: Uint8Array,
  container: string | undefined,
): Promise<UnreadableDocument> {
  const found = container === 'docx' ? 'zip' : (container ?? (await magicOf(bytes)))
  const name = found ? `a ${found.toUpperCase()} file` : isTextual(bytes) ? 'plain text' : 'binary'
  return new UnreadableDocument(`This file ends in “.${ending}” but is ${name}. ${readable}`)
}

async function magicOf(bytes: Uint8Array): Promise<string | undefined> {
  // Loaded with the first file that is none of these.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(bytes.subarray(0, magicBytes)).catch(() => undefined)
  return found?.ext
}
