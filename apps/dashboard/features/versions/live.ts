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
