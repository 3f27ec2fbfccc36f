import type { Deed, Line, LineOf } from './history.ts'

export const invariants = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'] as const
export type Invariant = (typeof invariants)[number]

/** What is wrong, with no more of the history than proves it. */
export type Violation = { invariant: Invariant; says: string; lines: Line[] }

export const linesOf = <Kind extends Deed['kind']>(lines: readonly Line[], kind: Kind) =>
  lines.filter((line): line is LineOf<Kind> => line.kind === kind)

/** Items by a key of theirs, each group in the order in which they came. */
export const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> =>
  Map.groupBy(items, keyOf)
