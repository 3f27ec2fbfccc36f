import { type Block, firstInk, isListItem } from './blocks.ts'
import { cutSentences } from './sentences.ts'

/** What a chunk is packed from. A chunk that begins with this piece begins at `from`, which repeats a sentence where a paragraph was cut. */
export type Piece = { start: number; end: number; from: number; columns: string }
export type Limits = { chunk: number; merged: number; climbed: number; code: number; step: number; overlap: number }

/** Whole if it fits in one chunk; otherwise a table by its rows, a list by its items, code by its lines, prose by its sentences. */
export function piecesOf(source: string, block: Block, limits: Limits): Piece[] {
  const { start, end, kind } = block
  if (end - start <= (kind === 'code' ? limits.code : limits.chunk)) return [{ start, end, from: start, columns: '' }]
  if (kind === 'heading' || kind === 'paragraph') return cutSentences(source, start, end, limits)
  const columns = kind === 'table' ? columnsOf(source, start, end) : ''
  const runs = cutLines(source, block, kind === 'code' ? limits.chunk : limits.step)
  const pieces = runs.flatMap(([from, to]) =>
    to - from <= limits.chunk
      ? [{ start: from, end: to, from, columns: '' }]
      : cutSentences(source, from, to, { ...limits, overlap: 0 }),
  )
  for (const piece of pieces) if (piece.start > start) piece.columns = columns
  return pieces
}

function cutLines(source: string, block: Block, step: number): [number, number][] {
  const runs: [number, number][] = []
  let from = block.start
  let to = block.start
  for (let line = block.start; line < block.end; ) {
    const newline = source.indexOf('\n', line)
    const end = newline === -1 || newline > block.end ? block.end : newline
    const mayStart = block.kind !== 'list' || isListItem(source, firstInk(source, line, end), end)
    if (end - from > step && mayStart && to > from) {
      runs.push([from, to])
      from = line
    }
    to = end
    line = end + 1
  }
  if (to > from) runs.push([from, to])
  return runs
}

// The rows of a cut table have lost sight of their header, so its cells go into the breadcrumb.
function columnsOf(source: string, start: number, end: number): string {
  const headerEnd = source.indexOf('\n', start)
  if (headerEnd === -1 || headerEnd >= end) return ''
  const cells = source.slice(start, Math.min(headerEnd, start + 400)).split('|')
  return cells
    .map(cell => cell.trim())
    .filter(cell => cell !== '')
    .join(' | ')
    .slice(0, 200)
}
