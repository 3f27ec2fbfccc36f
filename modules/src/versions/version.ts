import { createHash } from 'node:crypto'
import { type Agent, AgentConfiguration } from '@frontdesk/contract/agents'
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

const configuration = AgentConfiguration.strip()

/** What a version keeps of an agent's row. */
export const configurationOf = (agent: Agent): AgentConfiguration => configuration.parse(agent)
