import { HtmlTable } from './html-table.ts'

type List = { ordered: boolean; number: number }

/** Takes the words and the structure of a page and writes it down as Markdown. */
export class HtmlWriter {
  private readonly parts: string[] = []
  private line = ''
  private gap = true
  private heading = 0
  private marker = ''
  private readonly lists: List[] = []
  private readonly tables: (HtmlTable | undefined)[] = []
  private preformatted = false
  private readonly marks = new Map<string, { from: number; to: number } | 'several'>()
  firstHeading: string | undefined

  // The line is only ever added to: looking into a growing string for each of its words would take quadratic time.
  text(words: string): void {
    if (words === '') return
    const collapsed = this.preformatted ? words : words.replace(/\s+/g, ' ')
    this.line += this.gap && !this.preformatted && collapsed[0] === ' ' ? collapsed.slice(1) : collapsed
    this.gap = collapsed.at(-1) === ' '
  }

  breakLine(): void {
    if (this.table) this.text(' ')
    else {
      this.line += '\n'
      this.gap = true
    }
  }

  endBlock(): void {
    if (this.preformatted || this.table) {
      if (!this.gap) this.breakLine()
      return
    }
    const words = this.takeLine()
    if (words === '') return
    if (this.heading > 0) {
      const title = words.replaceAll('\n', ' ')
      this.firstHeading ??= title
      this.write(`${'#'.repeat(this.heading)} ${title}`)
    } else if (this.lists.length > 0) this.writeItem(words)
    else this.write(words)
  }

  beginHeading(level: number): void {
    this.becomeLayout()
    this.endBlock()
    this.heading = level
  }

  endHeading(): void {
    this.endBlock()
    this.heading = 0
  }

  beginList(ordered: boolean): void {
    this.endBlock()
    this.lists.push({ ordered, number: 0 })
  }

  endList(): void {
    this.endBlock()
    this.lists.pop()
    this.marker = ''
  }

  beginItem(): void {
    this.endBlock()
    const list = this.lists.at(-1)
    if (!list) return
    list.number += 1
    this.marker = list.ordered ? `${list.number}. ` : '- '
  }

  beginTable(): void {
    this.becomeLayout()
    this.endBlock()
    this.tables.push(new HtmlTable())
  }

  beginRow(): void {
    if (this.table) this.table.beginRow()
    else this.endBlock()
  }

  beginCell(): void {
    if (!this.table) {
      this.endBlock()
      return
    }
    // Between cells stands at most a caption.
    const caption = this.takeLine()
    if (caption !== '') this.write(caption)
  }

  endCell(): void {
    if (this.table) this.table.addCell(this.takeLine())
    else this.endBlock()
  }

  endTable(): void {
    if (!this.table) this.endBlock()
    const rendered = [this.takeLine(), this.tables.pop()?.render() ?? '']
    for (const text of rendered) if (text !== '') this.write(text)
  }

  beginCode(): void {
    this.becomeLayout()
    this.endBlock()
    this.preformatted = true
  }

  endCode(): void {
    const code = this.line.replace(/^\n/, '').trimEnd()
    this.preformatted = false
    this.takeLine()
    const fence = code.includes('```') ? '~~~~' : '```'
    if (code.trim() !== '') this.write(`${fence}\n${code}\n${fence}`)
  }

  beginMain(name: string): void {
    this.endBlock()
    this.marks.set(name, this.marks.has(name) ? 'several' : { from: this.parts.length, to: this.parts.length })
  }

  endMain(name: string): void {
    this.endBlock()
    const mark = this.marks.get(name)
    if (typeof mark === 'object') mark.to = this.parts.length
  }

  /** The whole page, or only its main part where it marks exactly one with something in it. */
  finish(): string {
    this.endBlock()
    const mark = this.marks.get('main') ?? this.marks.get('article')
    const main = typeof mark === 'object' ? this.parts.slice(mark.from, mark.to).join('').trim() : ''
    return main.length >= 200 ? main : this.parts.join('')
  }

  private takeLine(): string {
    const words = this.line.trim().replaceAll(' \n', '\n')
    this.line = ''
    this.gap = true
    return words
  }

  private get table(): HtmlTable | undefined {
    return this.tables.at(-1)
  }

  // A heading, code or another table inside a cell: this table arranges a page, so its cells are ordinary blocks.
  private becomeLayout(): void {
    const table = this.table
    if (!table) return
    this.tables[this.tables.length - 1] = undefined
    for (const text of table.takeTexts()) this.write(text)
  }

  private writeItem(words: string): void {
    const indent = '  '.repeat(Math.min(this.lists.length, 10) - 1)
    const marker = this.marker === '' ? '  ' : this.marker
    this.write(`${indent}${marker}${words.replaceAll('\n', `\n${indent}  `)}`, '\n')
    this.marker = ''
  }

  private write(text: string, before = '\n\n'): void {
    this.parts.push(before === '\n' ? `\n${text}` : `${before}${text}\n`)
  }
}
