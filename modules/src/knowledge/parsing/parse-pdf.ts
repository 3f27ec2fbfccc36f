import { getDocumentProxy } from 'unpdf'
import { finishDocument, longestText, tooLong } from './finish-document.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'
import { linesOf, type PdfLine, withoutRunningLines } from './pdf-lines.ts'
import { paragraphsOf } from './pdf-paragraphs.ts'

const mostPages = 2_000
const trailerWithin = 65_536

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** The text layer of a PDF as paragraphs and headings. Throws UnreadableDocument: broken, locked, scanned, too long. */
export async function parsePdf(bytes: Uint8Array): Promise<ParsedDocument> {
  // The reader would mend half a file and quietly lose the other half.
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('startxref') < bytes.length - trailerWithin)
    throw new UnreadableDocument(
      'This PDF ends in the middle: a part of the file is missing. Upload the complete file.',
    )
  const pdf = await openPdf(bytes)
  if (pdf.numPages > mostPages)
    throw new UnreadableDocument(
      `This PDF has ${pdf.numPages} pages. Split it into files of at most ${mostPages} pages.`,
    )
  const pages = withoutRunningLines(await readPages(pdf))
  const text = paragraphsOf(pages)
  if (text === '')
    throw new UnreadableDocument(
      'This PDF has no text, only pictures of it. Run text recognition (OCR) on it and upload the result.',
    )
  if (isGarbled(text))
    throw new UnreadableDocument(
      'The fonts of this PDF do not say which letters they show. Export it again from the program it was written in, or run text recognition (OCR) on it.',
    )
  return finishDocument({ title: (await titleOf(pdf)) ?? /^#{1,4} ([^\n]+)/m.exec(text)?.[1], text })
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // It refuses a Buffer and empties what it is given.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException')
      throw new UnreadableDocument('This PDF is protected by a password. Remove the password and upload it again.', {
        cause,
      })
    throw broken(cause)
  }
}

async function readPages(pdf: Pdf): Promise<PdfLine[][]> {
  const pages: PdfLine[][] = []
  let length = 0
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      const lines = linesOf(items.filter(item => 'str' in item))
      length += lines.reduce((sum, line) => sum + line.text.length, 0)
      if (length > longestText) throw tooLong()
      pages.push(lines)
      page.cleanup()
    }
  } catch (cause) {
    throw cause instanceof UnreadableDocument ? cause : broken(cause)
  }
  return pages
}

async function titleOf(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata().catch(() => ({ info: {} }))
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.trim() : ''
  // Word writes its own name and the file's into this field, others leave their default.
  return title === '' || /^untitled|^microsoft |\.(docx?|indd|pptx?|xlsx?|pdf)$/i.test(title) ? undefined : title
}

function isGarbled(text: string): boolean {
  const sample = text.slice(0, 20_000)
  return (sample.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0) > sample.length * 0.2
}

const broken = (cause: unknown) =>
  new UnreadableDocument(
    'This PDF is broken and cannot be opened. Export or download it again and upload the new file.',
    {
      cause,
    },
  )
