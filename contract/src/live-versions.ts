import type { LiveVersion } from './agents.ts'

/** Which version most customers get; the newer of two that share alike. Undefined before the first is published. */
export const mainVersion = (live: readonly LiveVersion[]): number | undefined =>
  live.toSorted((one, other) => other.share - one.share || other.number - one.number)[0]?.number

/** Where rolling back goes when nobody names a version: the number below the newest that answers. */
export const versionBefore = (live: readonly LiveVersion[]): number | undefined => {
  const newest = Math.max(0, ...live.map(({ number }) => number))
  return newest > 1 ? newest - 1 : undefined
}
