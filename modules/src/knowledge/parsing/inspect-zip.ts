import { pipeline } from 'node:stream/promises'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { UnreadableDocument } from './parsed.ts'

const mostEntries = 1_000
const mostBytes = 200 * 1024 * 1024
const highestRatio = 100

/**
 * The names in a zip file that is safe to unpack. Judges what it claims before inflating anything, and then that its
 * text parts inflate to no more than they claim. Throws UnreadableDocument: damaged, locked, a bomb, links, paths that climb.
 */
export async function inspectZip(bytes: Buffer): Promise<string[]> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, autoClose: false })
    const entries = await readEntries(zip, bytes.length)
    for (const entry of entries) if (/\.(xml|rels)$/i.test(entry.fileName)) await drain(zip, entry)
    return entries.map(entry => entry.fileName)
  } catch (cause) {
    throw cause instanceof UnreadableDocument ? cause : damaged(cause)
  }
}

async function readEntries(zip: ZipFile, fileBytes: number): Promise<Entry[]> {
  const entries: Entry[] = []
  let inflated = 0
  if (zip.entryCount > mostEntries) throw bomb()
  for await (const entry of zip.eachEntry()) {
    entries.push(entry)
    inflated += entry.uncompressedSize
    if (entries.length > mostEntries || inflated > mostBytes || inflated > fileBytes * highestRatio) throw bomb()
    if (isLink(entry)) throw damaged('a link')
    if (entry.isEncrypted()) throw locked()
  }
  return entries
}

async function drain(zip: ZipFile, entry: Entry): Promise<void> {
  await pipeline(await zip.openReadStreamPromise(entry), async parts => {
    for await (const _ of parts);
  })
}

// The upper half of these attributes is the Unix mode; 0o12 is a symbolic link.
const isLink = (entry: Entry) => entry.externalFileAttributes >>> 28 === 0o12

const bomb = () =>
  new UnreadableDocument(
    'This file unpacks to far more than a document holds, so it was not opened. Save the document again and upload the new file.',
  )

const locked = () =>
  new UnreadableDocument('This document is protected by a password. Remove the password and upload it again.')

export const damaged = (cause: unknown) =>
  new UnreadableDocument('This document is damaged or incomplete. Save it again and upload the new file.', { cause })
