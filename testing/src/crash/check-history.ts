import { checkAnswers } from './check-answers.ts'
import { checkCalls } from './check-calls.ts'
import { checkKept } from './check-kept.ts'
import { checkReads } from './check-reads.ts'
import type { FinalState } from './final-state.ts'
import type { Line } from './history.ts'
import type { Violation } from './violation.ts'

/** How long an answer may take in one life of the server. */
export type Limits = { answerMs: number }

/** Every way in which these histories and their end contradict the invariants, the smallest proofs first. */
export const checkHistory = (lines: Line[], final: FinalState, limits: Limits): Violation[] =>
  [
    ...checkKept(lines, final),
    ...checkReads(lines, final),
    ...checkAnswers(lines, final, limits.answerMs),
    ...checkCalls(lines, final),
  ].sort((one, other) => one.lines.length - other.lines.length)
