import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import {
  type CallToolResult,
  createMcpHandler,
  Server,
  type Tool,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'

export type McpCall = { name: string; arguments: Record<string, unknown>; key: unknown; at: number }
type Heard = { method: string; headers: Headers; body: string }

/**
 * `sessions` and `stateless` speak the protocol as it was until 2025, the first with a session for each client; `modern` as it is
 * since 2026, without any.
 */
export type McpManner = 'sessions' | 'stateless' | 'modern'

export type McpTestServer = {
  url: string
  /** `host:port`, for whoever has to be allowed a private address. */
  host: string
  /** What it offers, to be changed at any time. */
  tools: Tool[]
  /** Every call that reached a tool, in order. */
  calls: McpCall[]
  /** Every request, whoever answered it. */
  heard: Heard[]
  /** How many sessions there have been. */
  sessionsBegun(): number
  forgetSessions(): void
  /** Answers in the place of the protocol when it gives a response. */
  instead: (request: Request, body: string) => Response | undefined | Promise<Response | undefined>
  close(): Promise<void>
}

type Answer = (
  call: McpCall,
  context: { signal: AbortSignal; progress(): Promise<void> },
) => CallToolResult | Promise<CallToolResult>

/** A customer's own MCP server, made with the official library, on loopback. */
export const startMcpServer = async (
  manner: McpManner,
  tools: Tool[],
  answer: Answer,
  { inJson = false }: { inJson?: boolean } = {},
): Promise<McpTestServer> => {
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>()
  let begun = 0

  const product = () => {
    const server = new Server(
      { name: 'ledgers', version: '1' },
      { capabilities: { logging: {}, tools: { listChanged: true } } },
    )
    server.setRequestHandler('tools/list', () => ({ tools: here.tools }))
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const { name, arguments: given = {}, _meta } = params
      const call = { name, arguments: given, key: _meta?.idempotencyKey, at: performance.now() }
      here.calls.push(call)
      const progress = () =>
        context.mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data: 'Still at it' } })
      return answer(call, { signal: context.mcpReq.signal, progress })
    })
    return server
  }
  const connected = async (options: ConstructorParameters<typeof WebStandardStreamableHTTPServerTransport>[0]) => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: inJson, ...options })
    await product().connect(transport)
    return transport
  }
  const inSession = async (request: Request) => {
    const id = request.headers.get('mcp-session-id')
    const known = id === null ? undefined : sessions.get(id)
    if (known) return known.handleRequest(request)
    if (id !== null) return new Response('No such session', { status: 404 })
    const transport = await connected({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized: each => {
        begun += 1
        sessions.set(each, transport)
      },
    })
    return transport.handleRequest(request)
  }
  const modern = createMcpHandler(product, { legacy: 'reject' })
  const speak: Record<McpManner, (request: Request) => Promise<Response>> = {
    sessions: inSession,
    stateless: async request => (await connected({})).handleRequest(request),
    modern: request => modern.fetch(request),
  }

  const http = createServer(
    getRequestListener(
      async request => {
        const body = request.method === 'POST' ? await request.clone().text() : ''
        here.heard.push({ method: request.method, headers: request.headers, body })
        return (await here.instead(request, body)) ?? speak[manner](request)
      },
      { overrideGlobalObjects: false },
    ),
  )
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const here: McpTestServer = {
    url: `http://127.0.0.1:${port}/mcp`,
    host: `127.0.0.1:${port}`,
    tools,
    calls: [],
    heard: [],
    sessionsBegun: () => begun,
    forgetSessions: () => sessions.clear(),
    instead: () => undefined,
    close: async () => {
      http.closeAllConnections()
      await new Promise(closed => http.close(closed))
    },
  }
  return here
}
