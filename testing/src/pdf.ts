type PdfText = { text: string; size?: number; down?: number }

/** A PDF with these lines on its pages, or with pages without text; `trailer` adds to its trailer, for locked ones. */
export function pdf(pages: PdfText[][], { trailer = '' } = {}): Uint8Array<ArrayBuffer> {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  for (const lines of pages) {
    const content = `BT 72 740 Td ${lines.map(shown).join(' ')} ET`
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    )
  }
  return new Uint8Array(Buffer.from(assembledPdf(objects, trailer), 'latin1'))
}

const shown = ({ text, size = 12, down = 14 }: PdfText) =>
  `/F1 ${size} Tf 0 ${-down} Td (${text.replace(/[\\()]/g, '\\$&')}) Tj`

/** Puts numbered objects together to a PDF, whatever they are; `trailer` adds to its trailer. */
export function assembledPdf(objects: string[], trailer: string): string {
  let file = '%PDF-1.4\n'
  const places: string[] = []
  for (const [index, object] of objects.entries()) {
    places.push(`${String(file.length).padStart(10, '0')} 00000 n \n`)
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const size = objects.length + 1
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`
}

/** What the trailer of a password-protected PDF says. */
export const lockedTrailer = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) /P -4 >> /ID [(0123456789abcdef) (0123456789abcdef)]`
