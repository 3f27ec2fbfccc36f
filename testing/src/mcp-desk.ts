import type { McpServer } from '@frontdesk/contract/mcp-servers'
import type { McpTool, ToolEffect, ToolOutcome } from '@frontdesk/contract/tools'
import { type ChatDesk, chatDesk } from './chat-desk.ts'
import { type McpTestServer, startMcpServer } from './mcp-server.ts'

const nothing = { type: 'object' as const, properties: {} }

/** A reply that the protocol would give, as JSON. */
export const mcpResult = (id: unknown, value: unknown) => Response.json({ jsonrpc: '2.0', id, result: value })

export const mcpEvents = (text: string) => new Response(text, { headers: { 'content-type': 'text/event-stream' } })

export type McpDesk = {
  desk: ChatDesk
  server: McpTestServer
  added: McpServer
  /** The one tool of the server, made once for each effect; each waits two seconds. */
  tools: Record<ToolEffect, McpTool>
  /** From now on calls are not answered until they are cancelled. */
  isSlow: boolean
  /** The keys of calls that were. */
  cancelled: unknown[]
  ask<T>(route: string, body?: object): Promise<T>
  attempt(effect: ToolEffect): Promise<ToolOutcome & { tookMs: number }>
  refresh(id?: string): ReturnType<ChatDesk['api']['call']>
  /** Something else comes back for requests of this method; how often they came is counted. */
  answerTo(method: string, answer: (id: unknown) => Response): { times: number }
  /** The server is itself again. */
  forgive(): void
}

/** Northwind with an MCP server whose only tool says that it is done. */
export const mcpDesk = async (): Promise<McpDesk> => {
  const server = await startMcpServer(
    'sessions',
    [{ name: 'do', inputSchema: nothing }],
    async ({ key }, { signal, progress }) => {
      await progress()
      if (here.isSlow) await new Promise(done => signal.addEventListener('abort', () => done(here.cancelled.push(key))))
      return { content: [{ type: 'text', text: 'Done' }] }
    },
  )
  const desk = await chatDesk([server.host])
  const ask = <T>(route: string, body?: object) =>
    desk.api.ask<T>(route, { key: desk.world.olivia.key, ...(body ? { body } : {}) })
  const added = await ask<McpServer>('POST /mcp-servers', { name: 'Shop', url: server.url })
  const make = (effect: ToolEffect) => {
    const rules = { name: effect, effect, approval: 'never', timeoutMs: 2_000 }
    return ask<McpTool>('POST /tools', { kind: 'mcp', mcpServerId: added.id, tool: 'do', ...rules })
  }
  const tools = { read: await make('read'), idempotent: await make('idempotent'), once: await make('once') }
  const here: McpDesk = {
    desk,
    server,
    added,
    tools,
    isSlow: false,
    cancelled: [],
    ask,
    attempt: async effect => {
      const from = performance.now()
      const outcome = await ask<ToolOutcome>(`POST /tools/${tools[effect].id}/try`, { arguments: {} })
      return { ...outcome, tookMs: performance.now() - from }
    },
    refresh: (id = added.id) => desk.api.call(`POST /mcp-servers/${id}/refresh`, { key: desk.world.olivia.key }),
    answerTo: (method, answer) => {
      const came = { times: 0 }
      server.instead = (_, body) => {
        const message = body === '' ? {} : JSON.parse(body)
        if (message.method !== method) return undefined
        came.times += 1
        return answer(message.id)
      }
      return came
    },
    forgive: () => {
      here.isSlow = false
      here.cancelled.length = 0
      server.calls.length = 0
      server.instead = () => undefined
    },
  }
  return here
}
