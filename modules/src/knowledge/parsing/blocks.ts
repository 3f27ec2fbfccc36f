export type BlockKind = 'heading' | 'paragraph' | 'list' | 'table' | 'code'
/** A run of whole lines of one kind; `level` is a heading's, 0 otherwise. */
export type Block = { kind: BlockKind; start: number; end: number; level: number }

const [tab, space, hash, star, plus, dash, pipe, tick, tilde] = [9, 32, 35, 42, 43, 45, 124, 96, 126]

/** Cuts Markdown-ish text into headings, paragraphs, lists, tables and fenced code, in one pass over its lines. */
export function blocksOf(source: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  let fence: { mark: number; length: number } | undefined
  let blankBefore = true

  const begin = (kind: BlockKind, start: number, end: number, level = 0) => {
    open = { kind, start, end, level }
    blocks.push(open)
  }

  for (let start = 0; start < source.length; ) {
    const newline = source.indexOf('\n', start)
    const end = newline === -1 ? source.length : newline
    const text = firstInk(source, start, end)

    if (fence && open) {
      open.end = end
      if (closesFence(source, text, end, fence)) fence = open = undefined
    } else if (text === end) {
      blankBefore = true
    } else {
      const kind = kindOf(source, text, end)
      if (kind === 'code') {
        const mark = source.charCodeAt(text)
        fence = { mark, length: runLength(source, text, end, mark) }
        begin('code', start, end)
      } else if (kind === 'heading') {
        begin('heading', start, end, runLength(source, text, end, hash))
        open = undefined
      } else if (open && continues(open, kind, blankBefore, text > start + 1)) open.end = end
      else begin(kind, start, end)
      blankBefore = false
    }
    start = end + 1
  }
  return blocks
}

// A list goes on through blank lines as long as items or indented lines follow; tables and paragraphs end at a blank line.
function continues(open: Block, next: BlockKind, blankBefore: boolean, indented: boolean): boolean {
  if (open.kind === 'list') return next === 'list' || indented || (next === 'paragraph' && !blankBefore)
  return !blankBefore && open.kind === next
}

function kindOf(source: string, text: number, end: number): BlockKind {
  const first = source.charCodeAt(text)
  if (first === pipe) return 'table'
  if (first === hash) {
    const level = runLength(source, text, Math.min(end, text + 7), hash)
    return level <= 6 && isGap(source, text + level, end) ? 'heading' : 'paragraph'
  }
  if (first === tick || first === tilde)
    return runLength(source, text, Math.min(end, text + 3), first) === 3 ? 'code' : 'paragraph'
  return isListItem(source, text, end) ? 'list' : 'paragraph'
}

export function isListItem(source: string, text: number, end: number): boolean {
  const first = source.charCodeAt(text)
  if (first === dash || first === star || first === plus) return text + 1 < end && isGap(source, text + 1, end)
  let digits = text
  while (digits < end && digits < text + 9 && isDigit(source.charCodeAt(digits))) digits += 1
  if (digits === text) return false
  const after = source.charCodeAt(digits)
  return (after === 46 || after === 41) && isGap(source, digits + 1, end)
}

function closesFence(source: string, text: number, end: number, fence: { mark: number; length: number }): boolean {
  const run = runLength(source, text, end, fence.mark)
  return run >= fence.length && firstInk(source, text + run, end) === end
}

export function firstInk(source: string, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(source.charCodeAt(at))) at += 1
  return at
}

function runLength(source: string, start: number, end: number, mark: number): number {
  let at = start
  while (at < end && source.charCodeAt(at) === mark) at += 1
  return at - start
}

export const isSpace = (code: number) => code === space || (code >= tab && code <= 13)
const isDigit = (code: number) => code >= 48 && code <= 57
const isGap = (source: string, at: number, end: number) =>
  at >= end || source.charCodeAt(at) === space || source.charCodeAt(at) === tab
