import { finishMcpSignIn } from '@frontdesk/contract/mcp-servers'
import { DomainError } from '@frontdesk/modules/errors'
import { finishSignIn } from '@frontdesk/modules/mcp/index'
import { isId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import type { Hono } from 'hono'
import { mount } from './serve.ts'

type CameBack = { state: string; code?: string; iss?: string; error?: string }

/** Browsers come here from signing in at an MCP server, and go on to its page, which says how it ended; programs get the problem. */
export const serveMcpReturn = (app: Hono, platform: Platform) =>
  mount(app, platform, finishMcpSignIn, async ({ ctx, input, headers }, request) => {
    const query = input.query as CameBack
    const goOn = (id: string, signIn: string) => {
      const place = new URLSearchParams({ ...(isId(id) ? { mcpServer: id } : { view: 'mcp-servers' }), signIn })
      const location = `${platform.config.url}/tools?${place}`
      return new Response(null, { status: 303, headers: { ...headers, location, 'cache-control': 'no-store' } })
    }
    try {
      return goOn(await finishSignIn(ctx, query), 'done')
    } catch (error) {
      const isInBrowser = request.headers.get('accept')?.includes('text/html')
      if (!isInBrowser || !(error instanceof DomainError)) throw error
      return goOn(query.state.split('.')[0] ?? '', endingOf(error, query))
    }
  })

// An ending and not the sentence: whoever makes up an address must not put words into our page.
const endingOf = ({ code }: DomainError, { code: given, error }: CameBack) => {
  if (code === 'unavailable') return 'failed'
  return given === undefined && error !== undefined ? 'refused' : 'over'
}
