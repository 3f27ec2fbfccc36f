import { type Agent, listAgents } from '@frontdesk/contract/agents'
import type { Client } from '@frontdesk/contract/client'
import { listDatabaseConnections } from '@frontdesk/contract/database-connections'
import { listMcpServers } from '@frontdesk/contract/mcp-servers'
import { listModelConnections } from '@frontdesk/contract/model-connections'
import { listTeams } from '@frontdesk/contract/teams'
import { listAgentTools, listTools, type Tool } from '@frontdesk/contract/tools'
import { type AgentFile, type Files, fileOfTool, filesOfAgent, slugsOf, type ToolFile } from './agent-files.ts'
import { handOverFile } from './hand-over-file.ts'

type Named = { id: string; name: string }

/** Everything on the server that has a file. */
export type Server = {
  agents: { agent: Agent; file: AgentFile }[]
  tools: Tool[]
  connections: Named[]
  teams: Named[]
  databases: Named[]
  mcpServers: Named[]
}

/** Throws when two agents have the same name: files go by names. */
export const readServer = async (client: Client): Promise<Server> => {
  const agents = await all(cursor => client.call(listAgents, { query: { limit: 100, cursor } }))
  const names = agents.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`Two agents are called “${twice}”. Give one of them another name first.`)
  const slugs = slugsOf(names)
  const connections = await all(cursor => client.call(listModelConnections, { query: { limit: 100, cursor } }))
  const teams = await all(cursor => client.call(listTeams, { query: { limit: 100, cursor } }))
  const files = agents.map(async (agent, index) => {
    const { items } = await client.call(listAgentTools, { parameters: { agentId: agent.id } })
    return { agent, file: agentFile(agent, slugs[index] ?? '', items, { connections, teams }) }
  })
  return {
    agents: await Promise.all(files),
    tools: await all(cursor => client.call(listTools, { query: { limit: 100, cursor } })),
    connections,
    teams,
    databases: await all(cursor => client.call(listDatabaseConnections, { query: { limit: 100, cursor } })),
    mcpServers: await all(cursor => client.call(listMcpServers, { query: { limit: 100, cursor } })),
  }
}

const all = async <Item>(read: (cursor: string | undefined) => Promise<{ items: Item[]; next: string | null }>) => {
  const items: Item[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor)
    items.push(...page.items)
    if (page.next === null) return items
    cursor = page.next
  }
}

const agentFile = (
  agent: Agent,
  slug: string,
  tools: Tool[],
  { connections, teams }: Pick<Server, 'connections' | 'teams'>,
): AgentFile => ({
  slug,
  name: agent.name,
  greeting: agent.greeting,
  knowledgeOnly: agent.knowledgeOnly,
  model: agent.model,
  modelConnection: connections.find(({ id }) => id === agent.modelConnectionId)?.name ?? null,
  fallbackModel: agent.fallbackModel,
  fallbackModelConnection: connections.find(({ id }) => id === agent.fallbackModelConnectionId)?.name ?? null,
  temperature: agent.temperature,
  instructions: agent.instructions,
  personality: agent.personality,
  handOver: handOverFile(agent.handOver, teams),
  builtInTools: agent.builtInTools,
  maxSteps: agent.maxSteps,
  burstMs: agent.burstMs,
  reasoningEffort: agent.reasoningEffort,
  guardrails: agent.guardrails,
  tools: tools.map(({ name }) => name),
})

export const toolFile = (
  { id: _, version: _v, createdAt: _c, updatedAt: _u, ...tool }: Tool,
  { databases, mcpServers }: Pick<Server, 'databases' | 'mcpServers'>,
): ToolFile => {
  const nameOf = (there: Named[], wanted: string) => there.find(({ id }) => id === wanted)?.name ?? ''
  if (tool.kind === 'http') return tool
  if (tool.kind === 'sql') {
    const { databaseConnectionId, ...rest } = tool
    return { ...rest, databaseConnection: nameOf(databases, databaseConnectionId) }
  }
  const { mcpServerId, changed: _changed, parameters: _p, returns: _r, ...rest } = tool
  return { ...rest, mcpServer: nameOf(mcpServers, mcpServerId) }
}

export const filesOf = ({ agents, tools, ...named }: Server): Files => {
  const slugs = slugsOf(tools.map(({ name }) => name))
  const files = [
    ...agents.flatMap(({ file }) => filesOfAgent(file)),
    ...tools.map((tool, index) => fileOfTool(slugs[index] ?? '', toolFile(tool, named))),
  ]
  return new Map(files.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
