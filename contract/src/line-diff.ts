import { z } from 'zod'

/** `skipped` stands for lines that are the same and far from everything that is not; its text says how many. */
export const DiffLine = z.object({ change: z.enum(['same', 'added', 'removed', 'skipped']), text: z.string() })
export type DiffLine = z.output<typeof DiffLine>

const contextLines = 3
// Beyond this, what lies between the first and the last change is told as replaced: nobody reads such a diff line by line.
const mostComparisons = 4_000_000

/** How one text became another, line by line; empty when they are the same. */
export const diffLines = (from: string, to: string): DiffLine[] => {
  if (from === to) return []
  const before = linesOf(from)
  const after = linesOf(to)
  const start = before.findIndex((line, index) => line !== after[index])
  const head = start < 0 ? before.length : start
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const all = [
    ...told('same', before.slice(0, head)),
    ...between(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...told('same', before.slice(before.length - tail)),
  ]
  return withContext(all)
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

const told = (change: DiffLine['change'], lines: string[]): DiffLine[] => lines.map(text => ({ change, text }))

const between = (before: string[], after: string[]): DiffLine[] => {
  if (before.length * after.length > mostComparisons) return [...told('removed', before), ...told('added', after)]
  const width = after.length + 1
  // The most lines that the rests from there on have in common.
  const common = new Uint32Array((before.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const lines: DiffLine[] = []
  for (let i = 0, j = 0; i < before.length || j < after.length; ) {
    const [old, next] = [before[i], after[j]]
    if (old !== undefined && old === next) {
      lines.push({ change: 'same', text: old })
      i++
      j++
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ change: 'removed', text: old })
      i++
    } else {
      lines.push({ change: 'added', text: next ?? '' })
      j++
    }
  }
  return lines
}

const withContext = (lines: DiffLine[]): DiffLine[] => {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ change }) => change !== 'same'),
  )
  const shown: DiffLine[] = []
  for (let from = 0; from < lines.length; ) {
    const next = near.indexOf(!near[from], from)
    const until = next < 0 ? lines.length : next
    const count = until - from
    if (near[from]) for (const line of lines.slice(from, until)) shown.push(line)
    else shown.push({ change: 'skipped', text: count === 1 ? '1 line' : `${count} lines` })
    from = until
  }
  return shown
}
