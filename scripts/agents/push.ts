import { createAgent, updateAgent } from '@frontdesk/contract/agents'
import type { Client } from '@frontdesk/contract/client'
import { createTool, setAgentTools, type Tool, updateTool } from '@frontdesk/contract/tools'
import { type AgentFile, agentsIn, type Files, slugOf, type ToolFile, toolsIn } from './agent-files.ts'
import { handOverSettings } from './hand-over-file.ts'
import { readServer, type Server, toolFile } from './server.ts'

/**
 * Makes the drafts on the server as the files say, and says what was done. What has no file stays; nothing is published.
 * A draft that somebody changes meanwhile is an ApiError with the code `conflict`.
 */
export const push = async (client: Client, files: Files, tell: (line: string) => void): Promise<void> => {
  const server = await readServer(client)
  const [agents, tools] = [agentsIn(files), toolsIn(files)]
  const kept: Tool[] = [...server.tools]
  for (const tool of tools) await pushTool(client, tool, { ...server, tools: kept }, tell)
  for (const agent of agents) await pushAgent(client, agent, { ...server, tools: kept }, tell)
}

const pushTool = async (client: Client, file: ToolFile, server: Server, tell: (line: string) => void) => {
  const { tools } = server
  const at = tools.findIndex(({ name }) => name.toLowerCase() === file.name.toLowerCase())
  const old = tools[at]
  if (old && isSame(toolFile(old, server), file)) return
  const tool = old
    ? await client.call(updateTool, { parameters: { toolId: old.id }, body: changeOf(wanted(file, server)) })
    : await client.call(createTool, { body: withoutHeaders(wanted(file, server)) })
  tools.splice(old ? at : tools.length, 1, tool)
  tell(`${old ? 'Changed' : 'Made'} the tool “${tool.name}”`)
  if (file.kind !== 'http' || tool.kind !== 'http') return
  const empty = Object.keys(file.request.headers).filter(name => !(name in tool.request.headers))
  if (empty.length > 0) tell(`  What it sends as ${empty.join(', ')} is in no file: set it on the server`)
}

const wanted = (file: ToolFile, { databases, mcpServers }: Server) => {
  const idOf = (what: string, there: { id: string; name: string }[], wantedName: string) => {
    const found = there.find(({ name }) => name === wantedName)
    if (!found) throw new Error(`The tool “${file.name}”: The server has no ${what} “${wantedName}”.`)
    return found.id
  }
  if (file.kind === 'http') return file
  if (file.kind === 'sql') {
    const { databaseConnection, ...rest } = file
    const databaseConnectionId = idOf('database connection', databases, databaseConnection)
    return { ...rest, effect: 'read' as const, databaseConnectionId }
  }
  const { mcpServer, ...rest } = file
  return { ...rest, mcpServerId: idOf('MCP server', mcpServers, mcpServer) }
}

const changeOf = (tool: ReturnType<typeof wanted>) => {
  if (tool.kind === 'mcp') {
    const { kind: _, tool: _tool, mcpServerId: _server, ...change } = tool
    return change
  }
  const { kind: _, ...change } = tool
  return change
}

const withoutHeaders = (tool: ReturnType<typeof wanted>) =>
  tool.kind === 'http' ? { ...tool, request: { ...tool.request, headers: {} } } : tool

const pushAgent = async (client: Client, file: AgentFile, server: Server, tell: (line: string) => void) => {
  const { slug, tools, modelConnection, fallbackModelConnection, handOver, ...fields } = file
  const body = {
    ...fields,
    modelConnectionId: connectionId(slug, modelConnection, server),
    fallbackModelConnectionId: connectionId(slug, fallbackModelConnection, server),
    handOver: handOverSettings(handOver, server.teams),
  }
  const toolIds = tools.map(name => toolId(file, name, server))
  const there =
    server.agents.find(({ agent }) => agent.name === file.name) ??
    server.agents.find(({ agent }) => slugOf(agent.name) === slug)
  if (there && isSame({ ...there.file, slug }, file)) return
  const agent = there
    ? await client.call(updateAgent, {
        parameters: { agentId: there.agent.id },
        body: { ...body, expectedVersion: there.agent.version },
      })
    : await client.call(createAgent, { body })
  if (!isSame(there?.file.tools ?? [], tools))
    await client.call(setAgentTools, { parameters: { agentId: agent.id }, body: { toolIds } })
  tell(`${there ? 'Changed the draft of' : 'Made the agent'} “${agent.name}”`)
}

const connectionId = (slug: string, wanted: string | null, { connections }: Server) => {
  if (wanted === null) return null
  const found = connections.find(({ name }) => name === wanted)
  if (!found) throw new Error(`agents/${slug}/agent.yaml: The server has no model connection “${wanted}”.`)
  return found.id
}

const toolId = ({ slug }: AgentFile, wanted: string, { tools }: Server) => {
  const found = tools.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (!found) throw new Error(`agents/${slug}/agent.yaml: There is no tool “${wanted}”.`)
  return found.id
}

/** In whatever order their fields stand. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)

const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value
