import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { permissions } from '@frontdesk/contract/permissions'
import type { McpTool } from '@frontdesk/contract/tools'
import { createCtx } from '@frontdesk/modules/context'
import { createApiKey, personActor } from '@frontdesk/modules/identity/index'
import { newId } from '@frontdesk/platform/ids'
import type { AuthorizationServer } from '@frontdesk/testing/authorization-server'
import { type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { startGuardedMcpServer } from '@frontdesk/testing/guarded-mcp-server'
import type { McpTestServer } from '@frontdesk/testing/mcp-server'
import { enrol } from '@frontdesk/testing/world'
import { beforeAll, beforeEach, expect, test } from 'vitest'

let authority: AuthorizationServer
let server: McpTestServer
let desk: ChatDesk
beforeAll(async () => {
  const nothing = { type: 'object' as const, properties: {} }
  const guarded = await startGuardedMcpServer([{ name: 'ping', inputSchema: nothing }], () => ({
    content: [{ type: 'text', text: 'pong' }],
  }))
  authority = guarded.authority
  server = guarded.server
  desk = await chatDesk([server.host, authority.host])
  return guarded.close
})
beforeEach(() => {
  authority.saysNo = false
})

const key = () => desk.world.olivia.key
const ask = <T>(route: string, body?: object) => desk.api.ask<T>(route, { key: key(), ...(body ? { body } : {}) })
const add = () =>
  ask<McpServer>('POST /mcp-servers', { name: 'Ours', url: server.url, authorization: { kind: 'oauth' } })
const refresh = ({ id }: McpServer) => desk.api.call(`POST /mcp-servers/${id}/refresh`, { key: key() })

/** Where a browser ends up that follows the way to sign in. */
const goThere = async ({ id }: McpServer) => {
  const { url } = await ask<{ url: string }>(`POST /mcp-servers/${id}/sign-in`)
  const reply = await fetch(url, { redirect: 'manual' })
  return new URL(reply.headers.get('location') ?? '')
}
const comeBack = (back: URL, as = key()) => desk.api.send(`GET /mcp-servers/sign-in/return${back.search}`, { key: as })

test('somebody signs in at the server in their browser, and from then on it lets us in', async () => {
  const added = await add()
  expect(added.authorization).toEqual({ kind: 'oauth', signedIn: false })
  expect(await refresh(added)).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('Sign in to it') },
  })
  const back = await goThere(added)
  expect(`${back.origin}${back.pathname}`).toBe('http://localhost:3000/api/v2/mcp-servers/sign-in/return')
  const returned = await comeBack(back)
  expect(returned.status).toBe(303)
  expect(returned.headers.get('location')).toBe(`http://localhost:3000/tools?mcpServer=${added.id}&signIn=done`)
  expect(await refresh(added)).toMatchObject({ status: 200, body: { items: [{ tool: 'ping' }] } })
  expect(await ask<McpServer>(`GET /mcp-servers/${added.id}`)).toMatchObject({ authorization: { signedIn: true } })
  expect(authority.registered.at(-1)).toMatchObject({ client_name: 'Frontdesk', token_endpoint_auth_method: 'none' })
  expect(authority.granted.at(-1)).toMatchObject({ resource: server.url, scope: 'ledgers' })
  const { rows } = await desk.world.platform.database.owner.query('SELECT * FROM mcp_servers', [])
  for (const { headers } of server.heard.slice(-1))
    expect(JSON.stringify(rows)).not.toContain(headers.get('authorization')?.slice(7) ?? 'nothing')
})

test('two processes that renew at the same time both go on', async () => {
  const added = await add()
  await comeBack(await goThere(added))
  const { id } = await ask<McpTool>('POST /tools', { kind: 'mcp', name: 'Again', mcpServerId: added.id, tool: 'ping' })
  const other = await desk.anotherProcess()
  const attempt = (api = desk.api) => api.ask(`POST /tools/${id}/try`, { key: key(), body: { arguments: {} } })
  for (const api of [desk.api, other.api]) expect(await attempt(api)).toMatchObject({ state: 'succeeded' })
  for (let round = 0; round < 3; round++) {
    authority.revoke('access')
    for (const tried of await Promise.all([attempt(), attempt(other.api)]))
      expect(tried, JSON.stringify(tried)).toMatchObject({ state: 'succeeded' })
  }
})

test('a token that has run out is renewed before it is used, one that was revoked when it is refused: once for all calls', async () => {
  authority.lifetimeSeconds = 60
  const added = await add()
  await comeBack(await goThere(added))
  authority.lifetimeSeconds = 3_600
  const { id } = await ask<McpTool>('POST /tools', { kind: 'mcp', mcpServerId: added.id, tool: 'ping' })
  const before = authority.granted.length
  desk.world.platform.clock.advance(45_000)
  const attempts = () => Promise.all(Array.from({ length: 5 }, () => ask(`POST /tools/${id}/try`, { arguments: {} })))
  for (const tried of await attempts()) expect(tried).toMatchObject({ state: 'succeeded', result: 'pong' })
  expect(authority.granted.slice(before)).toMatchObject([{ type: 'refresh_token', resource: server.url }])
  authority.revoke('access')
  for (const tried of await attempts()) expect(tried).toMatchObject({ state: 'succeeded' })
  expect(authority.granted.slice(before)).toHaveLength(2)
  authority.revoke('all')
  for (const tried of await attempts())
    expect(tried).toMatchObject({ state: 'failed', result: { error: expect.stringContaining('Sign in to it again') } })
})

/** Who may do the same as Olivia here, and is not her. */
const keyOfBo = async () => {
  const { platform, organizationId } = desk.world
  const { userId } = await enrol(platform, organizationId, 'Bo', 'admin')
  const actor = personActor(userId, { permissions, conversationScope: 'all' })
  const ctx = createCtx(platform, { organizationId, actor, requestId: newId() })
  return (await createApiKey(ctx, { name: 'Bo’s', permissions: ['tools.write'] })).secret
}

test('what somebody else began, has come back before, took too long or was told no signs nobody in', async () => {
  const added = await add()
  const theirs = await goThere(added)
  expect((await comeBack(theirs, await keyOfBo())).status).toBe(409)
  expect((await comeBack(theirs)).status).toBe(409)
  authority.saysNo = true
  expect((await comeBack(await goThere(added))).status).toBe(409)
  authority.saysNo = false
  const late = await goThere(added)
  desk.world.platform.clock.advance(11 * 60_000)
  expect((await comeBack(late)).status).toBe(409)
  const forged = await goThere(added)
  forged.searchParams.set('iss', 'https://elsewhere.example')
  expect((await comeBack(forged)).status).toBe(503)
  expect(await ask<McpServer>(`GET /mcp-servers/${added.id}`)).toMatchObject({ authorization: { signedIn: false } })
  const good = await goThere(added)
  expect((await comeBack(good)).status).toBe(303)
  expect((await comeBack(good)).status).toBe(409)
})

test('another host needs its authorization anew, and what somebody signed in with does not go there', async () => {
  const added = await add()
  await comeBack(await goThere(added))
  const route = `PATCH /mcp-servers/${added.id}`
  const elsewhere = { url: 'https://elsewhere.example/mcp' }
  expect(await desk.api.call(route, { key: key(), body: elsewhere })).toMatchObject({ status: 400 })
  const moved = await ask<McpServer>(route, { ...elsewhere, authorization: { kind: 'oauth' } })
  expect(moved.authorization).toEqual({ kind: 'oauth', signedIn: false })
})

test('a browser that comes back in vain goes on to the page of the server, which is told how it ended', async () => {
  const added = await add()
  const endOf = async (back: URL) => {
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    const reply = await desk.api.send(`GET /mcp-servers/sign-in/return${back.search}`, { key: key(), headers })
    expect(reply.status).toBe(303)
    return new URL(reply.headers.get('location') ?? '')
  }
  authority.saysNo = true
  const refused = await endOf(await goThere(added))
  authority.saysNo = false
  expect(`${refused.pathname}${refused.search}`).toBe(`/tools?mcpServer=${added.id}&signIn=refused`)
  const forged = await goThere(added)
  forged.searchParams.set('iss', 'https://elsewhere.example')
  expect((await endOf(forged)).searchParams.get('signIn')).toBe('failed')
  expect((await endOf(forged)).searchParams.get('signIn')).toBe('over')
  expect((await endOf(new URL('http://localhost/?state=made-up&code=1'))).search).toBe('?view=mcp-servers&signIn=over')
})
