import type { PdfLine } from './pdf-lines.ts'

const bullet = /^[•▪◦‣●■–]\s{0,3}/

/** Joins printed lines to headings, list items and paragraphs; letters clearly larger than most are headings. */
export function paragraphsOf(pages: PdfLine[][]): string {
  const bodySize = commonestSize(pages)
  const headingSizes = [...new Set(pages.flat().map(line => line.size))].filter(size => size >= bodySize * 1.15)
  headingSizes.sort((one, other) => other - one)
  const blocks: { kind: string; text: string }[] = []
  let above: PdfLine | undefined

  for (const line of pages.flat()) {
    const level = line.text.length <= 150 ? headingSizes.indexOf(line.size) + 1 : 0
    const kind = level > 0 ? '#'.repeat(Math.min(level, 4)) : 'text'
    const last = blocks.at(-1)
    const item = bullet.test(line.text)
    if (last && above && last.kind === kind && !item && isNext(above, line)) last.text = joined(last.text, line.text)
    else blocks.push({ kind, text: item ? line.text.replace(bullet, '- ') : line.text })
    above = line
  }
  return blocks.map(({ kind, text }) => (kind === 'text' ? text : `${kind} ${text}`)).join('\n\n')
}

// The next line of the same paragraph stands right below; over a page or column break only an unfinished sentence goes on.
function isNext(above: PdfLine, line: PdfLine): boolean {
  const gap = above.y - line.y
  if (gap <= 0 || gap > line.size * 12) return !/[.!?:;…"”)]$/.test(above.text) && /^\p{Ll}/u.test(line.text)
  return gap <= Math.max(above.size, line.size) * 1.75
}

function joined(paragraph: string, line: string): string {
  const hyphenated = paragraph.endsWith('-') && /\p{L}-$/u.test(paragraph.slice(-3)) && /^\p{Ll}/u.test(line)
  return hyphenated ? paragraph.slice(0, -1) + line : `${paragraph} ${line}`
}

function commonestSize(pages: PdfLine[][]): number {
  const letters = new Map<number, number>()
  for (const line of pages.flat()) letters.set(line.size, (letters.get(line.size) ?? 0) + line.text.length)
  let [size, most] = [0, 0]
  for (const [candidate, count] of letters) if (count > most) [size, most] = [candidate, count]
  return size
}
