/** One heading on the way down to a passage. */
export type Step = { level: number; label: string }

const longestLabel = 120

/** The way to a heading: those above it, without its elder siblings. */
export const stepTo = (path: readonly Step[], level: number, label: string): Step[] => [
  ...path.filter(step => step.level < level),
  { level, label },
]

export function stepsInCommon(one: Step[], other: Step[]): Step[] {
  if (one === other) return one
  let shared = 0
  while (shared < one.length && one[shared] !== undefined && one[shared] === other[shared]) shared += 1
  return one.slice(0, shared)
}

/** A heading line as people read it: no hashes, no emphasis, links by their words. */
export function headingLabel(source: string, start: number, end: number): string {
  const line = source.slice(start, Math.min(end, start + 4 * longestLabel))
  const words = line
    .replace(/^\s*#{1,6}/, '')
    .replace(/\]\([^()\s]{0,300}\)/g, ']')
    .replace(/[*_`[\]]/g, '')
    .trim()
  return withoutClosingHashes(words).slice(0, longestLabel).toWellFormed()
}

function withoutClosingHashes(words: string): string {
  let end = words.length
  while (end > 0 && words[end - 1] === '#') end -= 1
  return end < words.length && words[end - 1] === ' ' ? words.slice(0, end).trimEnd() : words
}
