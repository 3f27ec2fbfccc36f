import { finishMcpSignIn } from '@frontdesk/contract/mcp-servers'
import { finishSignIn } from '@frontdesk/modules/mcp/index'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { mount } from './serve.ts'

/** Browsers come here from signing in at an MCP server, and go on to the page of the tools. */
export const serveMcpReturn = (app: Hono, platform: Platform) =>
  mount(app, platform, finishMcpSignIn, async ({ ctx, input, headers }) => {
    const id = await finishSignIn(ctx, input.query as { state: string; code?: string; iss?: string })
    const location = `${platform.config.url}/tools?mcpServer=${id}`
    return new Response(null, { status: 303, headers: { ...headers, location, 'cache-control': 'no-store' } })
  })
