import type { Candidate } from './rescore.ts'
import type { SoughtWord } from './sought.ts'
import type { Evidence } from './types.ts'

/** What the candidates, best first, say about whether the question can be answered at all. */
export function evidenceOf(sought: readonly SoughtWord[], [best]: readonly Candidate[]): Evidence {
  const total = sought.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0 || !best) return { words: sought.length, coverage: 0, strength: 0 }
  return { words: sought.length, coverage: Math.min(1, best.coverage), strength: Math.min(1, best.plain / total) }
}
