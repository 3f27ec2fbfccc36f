import type { CrashReport } from './crash-run.ts'
import type { Line } from './history.ts'
import { invariants, type Violation } from './violation.ts'

/** A report as people read it: of each broken invariant the smallest proof, then the figures, then the count. */
export const sentencesOf = ({ kills, violations, messages, answers, calls, lines }: CrashReport): string[] => {
  const readyMs = Math.max(0, ...kills.map(({ start }) => start.tookMs))
  const ownMs = Math.max(0, ...kills.map(({ start }) => start.tookMs - start.waitedMs))
  const settledMs = Math.max(0, ...kills.map(kill => kill.settledMs))
  return [
    ...invariants.flatMap(invariant => proofOf(violations.filter(violation => violation.invariant === invariant))),
    `${kills.length} kills, ${messages} messages, ${answers} answers, ${lines} lines of history`,
    `${calls.kept} calls of tools, sent ${calls.made} times; of ${calls.unknown} nobody knows, and it is said so`,
    `ready again within ${readyMs} ms (${ownMs} ms without waiting for a processor), interrupted answers ended within ${settledMs} ms`,
  ]
}

/** One promise per kill, kept or not, and one per invariant. */
export const tallyOf = ({ kills, violations }: CrashReport): { passed: number; failed: number } => {
  const broken = new Set(violations.map(({ invariant }) => invariant)).size
  const failed = broken + kills.filter(({ faults }) => faults.length > 0).length
  return { passed: kills.length + invariants.length - failed, failed }
}

const proofOf = ([smallest, ...others]: Violation[]): string[] =>
  smallest
    ? [
        `${smallest.invariant} is broken: ${shortened(smallest.says, 600)}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
        ...withoutRuns(smallest.lines).map(line => `  ${shortened(JSON.stringify(line), 400)}`),
      ]
    : []

/** Of many pieces of text in a row, the first and the last tell enough. */
const withoutRuns = (lines: Line[]): Line[] =>
  lines.filter(
    ({ kind }, index) => kind !== 'text' || lines[index - 1]?.kind !== 'text' || lines[index + 1]?.kind !== 'text',
  )

const shortened = (text: string, most: number) => {
  if (text.length <= most) return text
  return `${text.slice(0, most / 2)} … ${text.slice(-most / 2)}`
}
