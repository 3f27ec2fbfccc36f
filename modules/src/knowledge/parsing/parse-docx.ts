import mammoth from 'mammoth'
import { damaged, inspectZip } from './inspect-zip.ts'
import { parseHtml } from './parse-html.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'

const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"]

/** A Word document by its styles: headings, lists, tables, text. Throws UnreadableDocument. */
export async function parseDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const names = await inspectZip(buffer)
  if (!names.includes('[Content_Types].xml') || !names.some(name => name.startsWith('word/'))) throw notWord(names)
  return parseHtml(await toHtml(buffer))
}

async function toHtml(buffer: Buffer): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { styleMap, convertImage, externalFileAccess: false })
    return value
  } catch (cause) {
    throw damaged(cause)
  }
}

function notWord(names: string[]): UnreadableDocument {
  const kind = names.some(name => name.startsWith('xl/'))
    ? 'an Excel workbook: save the sheet as CSV'
    : names.some(name => name.startsWith('ppt/'))
      ? 'a presentation: save it as PDF'
      : 'a zip archive, not a Word document: unpack it'
  return new UnreadableDocument(`This file is ${kind} and upload that.`)
}
