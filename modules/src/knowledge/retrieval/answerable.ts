import type { Evidence } from './types.ts'

export interface Verdict {
  answerable: boolean
  /** 0 for surely not, 1 for surely; 0.5 is where `answerable` turns. */
  confidence: number
}

// Where as many answerable questions fall below as unanswerable ones above, on the help centres of our benchmark, moved a little
// towards answering: a passage too many can still be judged by whoever reads it, one too few cannot.
const even = 0.06
// A question of few words is covered by chance; this many words make half a certainty.
const halfSure = 4

/**
 * Whether the knowledge holds an answer, judged by how strongly the best passage speaks for the words of the question.
 * `similarities` are those of the nearest vectors, best first: one that stands out from the rest speaks for an answer too.
 */
export function answerable({ strength, words }: Evidence, similarities: readonly number[] = []): Verdict {
  const sureness = (strength * words) / (words + halfSure)
  const byWords = sureness / (sureness + even)
  const confidence = 1 - (1 - byWords) * (1 - 0.7 * standingOut(similarities))
  return { answerable: confidence >= 0.5, confidence }
}

/** How far the nearest stands out from the middle of its neighbours; what counts as near differs from model to model. */
function standingOut(similarities: readonly number[]): number {
  const best = similarities[0] ?? 0
  const middle = similarities[Math.floor(similarities.length / 2)] ?? 0
  if (similarities.length < 10 || middle >= 1) return 0
  return Math.min(1, Math.max(0, (best - middle) / (1 - middle) - 0.15) / 0.35)
}
