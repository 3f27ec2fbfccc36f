/** Cells of a table while it is read; rendered as a Markdown table, or as plain lines where it has a single column. */
export class HtmlTable {
  readonly rows: string[][] = []

  beginRow(): void {
    this.rows.push([])
  }

  addCell(text: string): void {
    if (this.rows.length === 0) this.beginRow()
    this.rows.at(-1)?.push(text)
  }

  /** Forgets and returns the texts read so far, for a table that turned out to be a page layout. */
  takeTexts(): string[] {
    return this.rows.splice(0).flatMap(row => row.filter(cell => cell !== ''))
  }

  render(): string {
    const rows = this.rows.filter(row => row.some(cell => cell !== ''))
    const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
    if (width < 2) return rows.flat().join('\n')
    const [header, ...body] = rows.map(row => `| ${padded(row, Math.min(width, 50)).join(' | ')} |`)
    return [header, `|${'---|'.repeat(Math.min(width, 50))}`, ...body].join('\n')
  }
}

// Padding every row to the widest one would let a single wide row multiply a page.
const padded = (row: string[], width: number) =>
  row.length >= width ? row.map(escaped) : [...row.map(escaped), ...Array<string>(width - row.length).fill('')]
const escaped = (cell: string) => cell.replaceAll('|', '\\|')
