import { blocksOf, isSpace } from './blocks.ts'
import { headingLabel, type Step, stepsInCommon, stepTo } from './headings.ts'
import type { ChunkDraft } from './parsed.ts'
import { type Limits, type Piece, piecesOf } from './pieces.ts'

// In characters; four to a token, so a chunk is 300 to 500 tokens.
const latin: Limits = { chunk: 2_000, merged: 1_500, climbed: 300, code: 8_000, step: 700, overlap: 240 }
const strayTail = 200

type Open = { start: number; end: number; columns: string; level: number; path: Step[] | undefined }

/**
 * Cuts a stored text into passages that follow its headings, each knowing its place: `text === source.slice(start, end)`.
 * Linear in the length of any text; nothing but white space lies outside the chunks.
 */
export function chunk(source: string): ChunkDraft[] {
  const limits = limitsFor(source)
  const short = source.trim().length <= limits.chunk
  const blocks = blocksOf(source)
  const chunks: ChunkDraft[] = []
  let path: Step[] = []
  let open: Open | undefined

  const close = () => {
    if (open) keep(chunks, source, open, breadcrumb(open.path ?? path, open.columns), limits)
    open = undefined
  }
  const add = (piece: Piece) => {
    if (open) open.end = piece.end
    else open = { start: piece.from, end: piece.end, columns: piece.columns, level: 0, path: undefined }
  }

  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading' && open?.path && !short) {
      const climbs = block.level < open.level && open.end - open.start > limits.climbed
      if (climbs || sectionEnd(blocks, index, source) - open.start > limits.merged) close()
      else open.level = Math.min(open.level, block.level)
    }
    if (block.kind === 'heading') path = stepTo(path, block.level, headingLabel(source, block.start, block.end))
    for (const piece of piecesOf(source, block, limits)) {
      const length = open ? piece.end - open.start : 0
      if (open && length > limits.chunk && (open.path || open.end - open.start > limits.merged)) close()
      add(piece)
      if (!open || block.kind === 'heading') continue
      if (!open.path) open.level = path.at(-1)?.level ?? 0
      open.path = open.path ? stepsInCommon(open.path, path) : path
    }
  }
  close()
  return chunks
}

function sectionEnd(blocks: ReturnType<typeof blocksOf>, heading: number, source: string): number {
  for (let next = heading + 1; next < blocks.length; next += 1) {
    const block = blocks[next]
    if (block?.kind === 'heading') return block.start
  }
  return source.length
}

function keep(chunks: ChunkDraft[], source: string, open: Open, breadcrumb: string, limits: Limits): void {
  let { start, end } = open
  while (start < end && isSpace(source.charCodeAt(start))) start += 1
  while (end > start && isSpace(source.charCodeAt(end - 1))) end -= 1
  if (start === end) return
  const last = chunks.at(-1)
  if (
    last &&
    end - start < strayTail &&
    last.breadcrumb === breadcrumb &&
    end - last.start <= limits.chunk + strayTail
  ) {
    last.end = end
    last.text = source.slice(last.start, end)
  } else chunks.push({ position: chunks.length, breadcrumb, text: source.slice(start, end), start, end })
}

const breadcrumb = (path: Step[], columns: string) =>
  [...path.map(step => step.label), columns].filter(part => part !== '').join(' › ')

// A Chinese or Japanese character is a token of its own, so such chunks hold fewer characters.
function limitsFor(source: string): Limits {
  const sample = source.slice(0, 2_000)
  let wide = 0
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at)
    if (code >= 0x2e80 && code <= 0xd7af) wide += 1
  }
  if (wide < sample.length * 0.3) return latin
  return { chunk: 800, merged: 600, climbed: 120, code: 3_200, step: 280, overlap: 100 }
}
