import type { ModelPassage } from '../port.ts'
import { topicStems } from './stems.ts'

/** The smallest piece that may be quoted: a sentence, or a list or table with the sentence that announces it. */
export type Unit = {
  passage: ModelPassage
  place: number
  kind: 'sentence' | 'list' | 'table'
  text: string
  /** Equal for sentences of one paragraph. */
  paragraph: number
  stems: Set<string>
  /** Stems of the headings above, which say what the piece is about. */
  headingStems: Set<string>
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const abbreviation =
  /(?:^|[\s(])(?:\p{L}\.)+$|(?:^|\s)(?:e\.g|i\.e|z\. ?B|bzw|ca|Nr|No|St|Dr|Mr|Mrs|etc|max|min|incl|inkl|approx)\.$/u

function splitSentences(paragraph: string): string[] {
  const found: string[] = []
  for (const { segment } of sentences.segment(paragraph.replace(/\s*\n\s*/g, ' '))) {
    const last = found.at(-1)
    if (last !== undefined && abbreviation.test(last)) found[found.length - 1] = `${last} ${segment.trim()}`
    else if (segment.trim()) found.push(segment.trim())
  }
  return found
}

const isHeading = (line: string) => /^#{1,6}\s/.test(line) || /^\*\*[^*]+\*\*:?$/.test(line)
const isListLine = (line: string) => /^\s*(?:[-*+•]|\d+[.)])\s+\S/.test(line)
const isTableLine = (line: string) => /^\s*\|.*\|\s*$/.test(line)

type Block = { kind: 'heading' | 'paragraph' | 'list' | 'table'; lines: string[] }

const kindOf = (line: string, open: Block | undefined): Block['kind'] => {
  if (isHeading(line)) return 'heading'
  if (isTableLine(line)) return 'table'
  if (isListLine(line) || (open?.kind === 'list' && /^\s{2,}\S/.test(line))) return 'list'
  return 'paragraph'
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const line of text.replace(/!\[[^\]]*\]\([^)]*\)/g, '').split(/\r?\n/)) {
    if (!line.trim()) {
      // Lists keep together over blank lines between their points.
      if (open?.kind !== 'list') open = undefined
      continue
    }
    const kind = kindOf(line, open)
    if (open?.kind === kind && kind !== 'heading') open.lines.push(line)
    else {
      open = { kind, lines: [line] }
      blocks.push(open)
    }
  }
  return blocks
}

/** Everything in a passage that could be quoted, in reading order. */
export function unitsOf(passage: ModelPassage): Unit[] {
  const units: Unit[] = []
  const titleStems = topicStems(passage.title)
  let headingStems = new Set(titleStems)
  const add = (kind: Unit['kind'], text: string, paragraph: number) =>
    units.push({ passage, place: units.length, kind, text, paragraph, stems: new Set(topicStems(text)), headingStems })

  blocksOf(passage.text).forEach((block, paragraph) => {
    const text = block.lines.join('\n')
    if (block.kind === 'heading') headingStems = new Set([...titleStems, ...topicStems(text)])
    else if (block.kind === 'paragraph')
      for (const sentence of splitSentences(text)) add('sentence', sentence, paragraph)
    else {
      const announcement = units.at(-1)?.text.endsWith(':') ? units.pop()?.text : undefined
      add(block.kind, announcement ? `${announcement}\n\n${text}` : text, paragraph)
    }
  })
  return units.filter(unit => unit.text !== passage.title)
}
