import { UnreadableDocument } from './parsed.ts'

const notText =
  'This file is not text, although its name says so. Upload it under its real file type, or save it as plain text (UTF-8) first.'
const declaredCharset = /charset\s{0,5}=\s{0,5}["']?([a-z0-9_-]{2,20})/i

type Known = {
  html?: boolean
  /** What a server said of it. */
  charset?: string | undefined
}

/**
 * The text in these bytes: as was declared with them, UTF-8, or UTF-16 with its mark, or what an HTML page declares, or
 * else Windows-1252. Throws UnreadableDocument when they are no text at all.
 */
export function decodeText(bytes: Uint8Array, { html = false, charset }: Known = {}): string {
  if (bytes.length === 0) throw new UnreadableDocument('This file is empty. Upload one that has text in it.')
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  const declared = decodeExactly(charset, bytes)
  if (declared !== undefined) return declared
  if (bytes.includes(0) || controlShare(bytes) > 0.002) throw new UnreadableDocument(notText)
  return decodeExactly('utf-8', bytes) ?? decodeExactly(pageCharset(bytes, html), bytes) ?? decodeLatin(bytes)
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function decodeExactly(encoding: string | undefined, bytes: Uint8Array): string | undefined {
  if (encoding === undefined) return undefined
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined // not valid in this encoding, or an encoding that nobody knows
  }
}

function pageCharset(bytes: Uint8Array, html: boolean): string | undefined {
  return html ? declaredCharset.exec(decodeLatin(bytes.subarray(0, 2_048)))?.[1] : undefined
}

const decodeLatin = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes)

// Real text holds tabs, line ends and at most a stray form feed; compressed or compiled bytes hold controls everywhere.
function controlShare(bytes: Uint8Array): number {
  const sample = bytes.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample) if (byte < 32 && (byte < 9 || byte > 13) && byte !== 27) controls += 1
  return controls / sample.length
}
