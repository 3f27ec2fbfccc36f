import { createHash } from 'node:crypto'
import { type Agent, AgentConfiguration, type LiveVersion } from '@frontdesk/contract/agents'
import type { WholeAgentVersion } from '@frontdesk/contract/versions'

/** Everything that decides how an agent answers. */
export type Content = Pick<WholeAgentVersion, 'configuration' | 'tools' | 'knowledge' | 'model'>

/** The same for the same content, however its JSON was ordered. */
export const hashOf = ({ configuration, tools, knowledge, model }: Content): string =>
  createHash('sha256').update(JSON.stringify({ configuration, knowledge, model, tools }, inOrder)).digest('hex')

const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** Which version most customers get; the newer of two that share alike. Undefined before the first is published. */
export const mainVersion = (live: readonly LiveVersion[]): number | undefined =>
  live.toSorted((one, other) => other.share - one.share || other.number - one.number)[0]?.number

/** Where rolling back goes when nobody names a version: the highest number below the newest that answers. */
export const versionBefore = (live: readonly LiveVersion[]): number | undefined => {
  const newest = Math.max(0, ...live.map(({ number }) => number))
  return newest > 1 ? newest - 1 : undefined
}

const configuration = AgentConfiguration.strip()

/** What a version keeps of an agent's row. */
export const configurationOf = (agent: Agent): AgentConfiguration => configuration.parse(agent)
