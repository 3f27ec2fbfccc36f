import type { Agent, LiveVersion } from '@frontdesk/contract/agents'

/** Who answers customers at present, in a sentence. */
export const liveSentence = ({ live }: Pick<Agent, 'live'>): string => {
  const [only] = live
  if (!only) return 'Not published yet: customers get the draft'
  if (live.length === 1) return `Version ${only.number} answers everybody`
  return live.map(({ number, share }) => `Version ${number} answers ${share} %`).join(', ')
}

export const shareOf = (live: readonly LiveVersion[], number: number): number =>
  live.find(version => version.number === number)?.share ?? 0

/** Where rolling back leads, if anywhere: the same rule as the server's. */
export const versionBefore = (live: readonly LiveVersion[]): number | undefined => {
  const newest = Math.max(0, ...live.map(({ number }) => number))
  return newest > 1 ? newest - 1 : undefined
}

/** Which version most customers get; the newer of two that share alike. The same rule as the server's. */
export const mainVersion = (live: readonly LiveVersion[]): number | undefined =>
  live.toSorted((one, other) => other.share - one.share || other.number - one.number)[0]?.number
