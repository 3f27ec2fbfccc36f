import { Parser } from 'htmlparser2'
import { finishDocument } from './finish-document.ts'
import { aroundContent, blockElements, isAround, isHidden, neverRead } from './html-elements.ts'
import { HtmlWriter } from './html-writer.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'

// A stray end tag is looked up among all open ones, so depth must be bounded for time to be linear.
const deepest = 512

/** A page's words with headings, lists and tables as Markdown; menus, forms and hidden parts left out. Throws UnreadableDocument. */
export function parseHtml(source: string): ParsedDocument {
  const page = read(source, { everything: false })
  const { title, text, language } = page.text.trim() === '' ? read(source, { everything: true }) : page
  return finishDocument({ title, text, language })
}

function read(source: string, { everything }: { everything: boolean }) {
  const writer = new HtmlWriter()
  let title = ''
  let language: string | undefined
  let skipping = 0
  let depth = 0
  let inTitle = false

  const isSkipped = (name: string, attributes: Record<string, string>) =>
    neverRead.has(name) || isHidden(attributes) || (!everything && (aroundContent.has(name) || isAround(attributes)))

  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1
      if (depth > deepest) throw tooDeep()
      if (name === 'html') language = attributes.lang?.slice(0, 2).toLowerCase()
      if (name === 'title' && title === '') inTitle = true
      if (skipping > 0) skipping += 1
      else if (isSkipped(name, attributes)) skipping = 1
      else open(writer, name)
    },
    ontext(words) {
      if (inTitle) title += words
      if (skipping === 0 && !inTitle) writer.text(words)
    },
    onclosetag(name) {
      depth -= 1
      if (name === 'title') inTitle = false
      if (skipping > 0) skipping -= 1
      else close(writer, name)
    },
  })
  parser.end(source)
  const known = language !== undefined && /^[a-z]{2}$/.test(language) ? language : undefined
  return { title: title.trim() || writer.firstHeading, text: writer.finish(), language: known }
}

function open(writer: HtmlWriter, name: string): void {
  const level = headingLevel(name)
  if (level > 0) writer.beginHeading(level)
  else if (name === 'br') writer.breakLine()
  else if (name === 'ul' || name === 'ol') writer.beginList(name === 'ol')
  else if (name === 'li') writer.beginItem()
  else if (name === 'table') writer.beginTable()
  else if (name === 'tr') writer.beginRow()
  else if (name === 'td' || name === 'th') writer.beginCell()
  else if (name === 'pre') writer.beginCode()
  else if (name === 'main' || name === 'article') writer.beginMain(name)
  else if (blockElements.has(name)) writer.endBlock()
}

function close(writer: HtmlWriter, name: string): void {
  if (headingLevel(name) > 0) writer.endHeading()
  else if (name === 'ul' || name === 'ol') writer.endList()
  else if (name === 'table') writer.endTable()
  else if (name === 'td' || name === 'th') writer.endCell()
  else if (name === 'pre') writer.endCode()
  else if (name === 'main' || name === 'article') writer.endMain(name)
  else if (name === 'li' || blockElements.has(name)) writer.endBlock()
}

const headingLevel = (name: string) =>
  name.length === 2 && name[0] === 'h' && name >= 'h1' && name <= 'h6' ? Number(name[1]) : 0

const tooDeep = () =>
  new UnreadableDocument(
    'This page nests its elements more than five hundred deep. Save the part you need as text or Markdown and upload that.',
  )
