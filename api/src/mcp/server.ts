import type { Ctx } from '@frontdesk/modules/context'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { announceRefusal } from '../announce-refusal.ts'
import { sayable } from '../answer-errors.ts'
import type { Caller } from './caller.ts'
import type { Input, McpTool } from './tool.ts'

/** What the server answers to one message. */
export const answerMessage = (caller: Caller, request: Request, parsedBody: unknown): Promise<Response> => {
  // There is nothing to subscribe to.
  const handler = createMcpHandler(() => serverOf(caller, request), { maxSubscriptions: 0 })
  return handler.fetch(request, { parsedBody })
}

const instructions =
  'Customer service of one organization: ask its AI agents, search what they know, and read conversations with customers.'

/** A server for one request, with the tools that whoever asks may call. */
const serverOf = ({ ctx, tools }: Caller, request: Request): McpServer => {
  const server = new McpServer({ name: 'frontdesk', title: 'Frontdesk', version: '2' }, { instructions })
  for (const tool of tools) if (ctx.actor.permissions.has(tool.permission)) register(server, ctx, tool, request)
  return server
}

const register = (server: McpServer, ctx: Ctx, tool: McpTool, request: Request) => {
  const { name, title, description, input, output, isReadOnly } = tool
  const annotations = { readOnlyHint: isReadOnly, destructiveHint: false, openWorldHint: false }
  server.registerTool(
    name,
    { title, description, inputSchema: input, outputSchema: output, annotations },
    async (given: Input) => {
      try {
        ctx.must(tool.permission)
        const structuredContent = { ...(await tool.run(ctx, given, request.signal)) }
        const text = tool.textOf?.(structuredContent) ?? JSON.stringify(structuredContent)
        return { content: [{ type: 'text', text }], structuredContent }
      } catch (error) {
        announceRefusal(ctx, request, error, { method: 'POST', path: `/api/mcp ${name}` })
        const { message } = sayable(error, { 'x-request-id': ctx.requestId }, ctx.platform.log)
        return { content: [{ type: 'text', text: message }], isError: true }
      }
    },
  )
}
