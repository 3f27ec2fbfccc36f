/** One printed line: its words, the height of its letters, and how far up the page it stands. */
export type PdfLine = { text: string; size: number; y: number }

type Item = { str: string; transform: unknown[]; hasEOL: boolean }

/** Puts the runs of letters of a page together to its printed lines. */
export function linesOf(items: Item[]): PdfLine[] {
  const lines: PdfLine[] = []
  let words: string[] = []
  let size = 0
  let y = 0
  const finish = () => {
    const text = words.join('').replace(/\s+/g, ' ').trim()
    if (text !== '') lines.push({ text, size, y })
    words = []
    size = 0
  }
  for (const item of items) {
    const [, , skew, height, , top] = item.transform.map(Number)
    const letterSize = Math.round(Math.hypot(skew ?? 0, height ?? 0) * 10) / 10
    if (words.length > 0 && item.str !== '' && Math.abs((top ?? 0) - y) > Math.max(size, letterSize) * 0.6) finish()
    if (item.str !== '') {
      if (words.length === 0) y = top ?? 0
      words.push(item.str)
      if (item.str.trim() !== '') size = Math.max(size, letterSize)
    }
    if (item.hasEOL) finish()
  }
  finish()
  return lines
}

/** Leaves out page numbers, and all but the first of what is printed at the top or bottom of most pages. */
export function withoutRunningLines(pages: PdfLine[][]): PdfLine[][] {
  if (pages.length < 3) return pages
  const timesSeen = new Map<string, number>()
  const edges = pages.map(lines => new Set([...lines.slice(0, 2), ...lines.slice(-2)]))
  for (const edge of edges)
    for (const shape of new Set([...edge].map(shapeOf))) timesSeen.set(shape, (timesSeen.get(shape) ?? 0) + 1)
  const often = Math.max(3, pages.length * 0.6)
  const kept = new Set<string>()
  return pages.map((lines, page) =>
    lines.filter(line => {
      const shape = shapeOf(line)
      if (!edges[page]?.has(line) || (timesSeen.get(shape) ?? 0) < often) return true
      const isFirst = !kept.has(shape) && !(shape.includes('#') && shape.length < 30)
      kept.add(shape)
      return isFirst
    }),
  )
}

const shapeOf = (line: PdfLine) => line.text.replace(/\d+/g, '#').slice(0, 200)
