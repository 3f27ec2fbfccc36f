import { firstInk, isListItem } from './blocks.ts'
import { cleanText } from './clean-text.ts'
import { finishDocument } from './finish-document.ts'
import { headingLabel } from './headings.ts'
import type { ParsedDocument } from './parsed.ts'

/** Markdown without front matter and comments, underlined headings turned into hashes. Throws UnreadableDocument when nothing is left. */
export function parseMarkdown(source: string): ParsedDocument {
  const { body, title } = withoutFrontMatter(cleanText(source))
  const lines = tidyLines(body.split('\n'))
  return finishDocument({ title: title ?? firstHeading(lines), text: lines.join('\n') })
}

function withoutFrontMatter(text: string): { body: string; title: string | undefined } {
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1
  const head = text.slice(4, Math.max(4, end))
  if (end === -1 || !/^[\w-]{1,50}:/.test(head)) return { body: text, title: undefined }
  const title = /^title:([^\n]{1,500})/m.exec(head)?.[1]?.trim()
  return { body: text.slice(end + 5), title: title?.replace(/^["']|["']$/g, '') }
}

function tidyLines(lines: string[]): string[] {
  const kept: string[] = []
  let fence: string | undefined
  let inComment = false
  for (const raw of lines) {
    const mark = inComment ? undefined : fenceMark(raw)
    if (mark !== undefined && (fence === undefined || mark === fence)) fence = fence === undefined ? mark : undefined
    if (fence !== undefined || mark !== undefined) {
      kept.push(raw)
      continue
    }
    const { line, open } = withoutComments(raw, inComment)
    inComment = open
    const underline = underlineLevel(line)
    const above = kept.at(-1) ?? ''
    if (underline > 0 && isPlainLine(above) && (kept.at(-2) ?? '').trim() === '')
      kept[kept.length - 1] = `${'#'.repeat(underline)} ${above.trim()}`
    else kept.push(line)
  }
  return kept
}

function fenceMark(line: string): string | undefined {
  const mark = line.slice(firstInk(line, 0, line.length), line.length).slice(0, 3)
  return mark === '```' || mark === '~~~' ? mark : undefined
}

function withoutComments(raw: string, inComment: boolean): { line: string; open: boolean } {
  if (!inComment && !raw.includes('<!--')) return { line: raw, open: false }
  let line = ''
  let open = inComment
  for (let at = 0; at < raw.length; ) {
    const next = raw.indexOf(open ? '-->' : '<!--', at)
    if (!open) line += raw.slice(at, next === -1 ? raw.length : next)
    if (next === -1) break
    at = next + (open ? 3 : 4)
    open = !open
  }
  return { line, open }
}

function underlineLevel(line: string): 0 | 1 | 2 {
  const first = line[0]
  if (first !== '=' && first !== '-') return 0
  const marks = line.trimEnd()
  if (marks.length < 2) return 0
  for (const mark of marks) if (mark !== first) return 0
  return first === '=' ? 1 : 2
}

function isPlainLine(line: string): boolean {
  const text = firstInk(line, 0, line.length)
  return text < line.length && !'#|>`~'.includes(line[text] ?? '') && !isListItem(line, text, line.length)
}

function firstHeading(lines: string[]): string | undefined {
  const headings = lines.filter(line => /^#{1,6}\s/.test(line))
  const top = headings.find(line => line.startsWith('# ')) ?? headings[0]
  return top === undefined ? undefined : headingLabel(top, 0, top.length)
}
