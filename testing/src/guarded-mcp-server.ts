import { type AuthorizationServer, startAuthorizationServer } from './authorization-server.ts'
import { type McpTestServer, startMcpServer } from './mcp-server.ts'

export type GuardedMcpServer = { server: McpTestServer; authority: AuthorizationServer; close(): Promise<void> }

/** An MCP server that lets in only whoever has signed in at its authorization server. */
export const startGuardedMcpServer = async (
  ...[tools, answer]: [Parameters<typeof startMcpServer>[1], Parameters<typeof startMcpServer>[2]]
): Promise<GuardedMcpServer> => {
  const [authority, server] = await Promise.all([startAuthorizationServer(), startMcpServer('sessions', tools, answer)])
  const metadata = `${new URL(server.url).origin}/.well-known/oauth-protected-resource/mcp`
  server.instead = request => {
    if (request.url === metadata)
      return Response.json({
        resource: server.url,
        authorization_servers: [authority.url],
        scopes_supported: ['ledgers'],
      })
    if (authority.accepts(request.headers.get('authorization'), server.url)) return undefined
    return new Response(null, {
      status: 401,
      headers: { 'www-authenticate': `Bearer resource_metadata="${metadata}", scope="ledgers"` },
    })
  }
  const close = async () => {
    await Promise.all([server.close(), authority.close()])
  }
  return { server, authority, close }
}
