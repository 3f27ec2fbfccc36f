import type { AuditEntry } from '@frontdesk/contract/audit'
import { catalog } from '@frontdesk/contract/catalog'
import { processingIdle } from '@frontdesk/modules/knowledge/index'
import { systemSql } from '@frontdesk/platform/database/transaction'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type Furniture, furnish } from '@frontdesk/testing/furniture'
import { mailsOf } from '@frontdesk/testing/mails'
import { codeAt } from '@frontdesk/testing/one-time-code'
import { passkeyBrowser } from '@frontdesk/testing/passkey-browser'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { trail } from '@frontdesk/testing/trail'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
let own: Furniture
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
  own = await furnish(api, here)
})

test('every endpoint that could change something is in the table', () => {
  const changing = catalog.filter(({ endpoint }) => endpoint.method !== 'GET').map(({ name }) => name)
  expect(Object.keys(trail).toSorted()).toEqual(changing.toSorted())
})

const newest = async (key = here.olivia.key) =>
  (await api.ask<{ items: AuditEntry[] }>('GET /audit?limit=1', { key })).items[0]

/** Asks, and checks that just this was noted, of the one it was done to. */
const leaves = (name: string, route: string, body?: unknown, key = here.olivia.key) =>
  leavesAfter(name, () => api.ask<{ id?: string }>(route, { key, ...(body === undefined ? {} : { body }) }))

const leavesAfter = async <T extends { id?: string } | string>(name: string, act: () => Promise<T>): Promise<T> => {
  const before = (await newest())?.seq ?? 0
  const answer = await act()
  const entry = await newest()
  expect(entry, name).toMatchObject({ seq: before + 1, action: trail[name], requestId: expect.any(String) })
  if (entry?.target && typeof answer === 'object' && answer.id && !name.startsWith('push'))
    expect(entry.target, name).toBe(answer.id)
  return answer
}

const file = () => {
  const parts = new FormData()
  parts.set('file', new File(['# Costs\n\nShipping is free.'], 'costs.md'))
  return parts
}

test('what is done with agents, knowledge and conversations is noted, once, with who did it', async () => {
  const agent = await leaves('createAgent', 'POST /agents', { name: 'Rowan' })
  expect(await newest()).toMatchObject({
    actor: expect.stringMatching(/^key:/),
    target: agent.id,
    details: { name: 'Rowan' },
  })
  await leaves('updateAgent', `PATCH /agents/${agent.id}`, { greeting: 'Hello' })
  await leaves('publishAgent', `POST /agents/${agent.id}/publish`, { note: 'First' })
  expect(await newest()).toMatchObject({ target: agent.id, details: { number: 1, note: 'First' } })
  await leaves('restoreAgentVersion', `POST /agents/${agent.id}/versions/1/restore`)
  await leaves('rollBackAgent', `POST /agents/${agent.id}/rollback`, { version: 1 })
  await leaves('rollOutAgent', `PUT /agents/${agent.id}/rollout`, { versions: [{ number: 1, share: 100 }] })
  await leaves('deleteAgent', `DELETE /agents/${agent.id}`)
  const document = await leaves('pushDocument', 'POST /knowledge/documents', { externalId: 'one', text: 'One' })
  await leaves('pushDocument', 'POST /knowledge/documents', { externalId: 'one', text: 'Another' })
  await leaves('pushDocuments', 'POST /knowledge/documents/batch', { documents: [{ text: 'Two' }, { text: 'Three' }] })
  await leaves('uploadFile', 'POST /knowledge/files', file())
  await leaves('addAnswer', 'POST /knowledge/answers', { question: 'Why?', answer: 'Because.' })
  await leaves('addPage', 'POST /knowledge/pages', { url: 'https://northwind.example/shipping' })
  await processingIdle(here.platform)
  await leaves('retryDocument', `POST /knowledge/documents/${document.id}/retry`)
  await leaves('deleteDocument', `DELETE /knowledge/documents/${document.id}`)
  const conversation = `/conversations/${own.conversationId}`
  await leaves('renameConversation', `PATCH ${conversation}`, { title: 'Refund' })
  await leaves('claimConversation', `POST ${conversation}/claim`)
  expect(await newest()).toMatchObject({ target: own.conversationId, details: { assigneeId: here.olivia.userId } })
  await leaves('assignConversation', `PUT ${conversation}/assignment`, { assigneeId: null, teamId: own.teamId })
  await leaves('addParticipant', `PUT ${conversation}/participants/${here.aron.userId}`)
  await leaves('removeParticipant', `DELETE ${conversation}/participants/${here.aron.userId}`)
})

test('who has a conversation, and what people write in it, is noted', async () => {
  const { conversationId } = await api.ask<{ conversationId: string }>('POST /chat', {
    key: here.olivia.key,
    body: { agentId: own.agentId, text: 'Hello' },
    headers: { accept: 'application/json' },
  })
  const conversation = `/conversations/${conversationId}`
  await leaves('handOverConversation', `POST ${conversation}/hand-over`, { reason: 'A discount' })
  await leaves('takeOverConversation', `POST ${conversation}/take-over`)
  const write = async () => (await api.ask<{ id: string }>(`POST ${conversation}/messages`, hello)).id
  const hello = { key: here.olivia.key, body: { text: 'Hello' } }
  const messageId = await leavesAfter('replyToConversation', write)
  expect(await newest()).toMatchObject({ target: conversationId, details: { messageId } })
  await leaves('handBackConversation', `POST ${conversation}/hand-back`)
})

test('what is done with tools, their calls and connections is noted', async () => {
  const request = { url: 'https://northwind.example/orders' }
  const tool = await leaves('createTool', 'POST /tools', { kind: 'http', name: 'Orders', request })
  await leaves('updateTool', `PATCH /tools/${tool.id}`, { description: 'All orders' })
  const agent = await api.ask<{ id: string }>('POST /agents', { key: here.olivia.key, body: { name: 'Rowan' } })
  await leaves('setAgentTools', `PUT /agents/${agent.id}/tools`, { toolIds: [tool.id] })
  await leaves('tryTool', `POST /tools/${tool.id}/try`, { arguments: {} })
  await leaves('deleteTool', `DELETE /tools/${tool.id}`)
  await leaves('rejectToolCall', `POST /tool-calls/${own.toolCallId}/reject`, { reason: 'Not today' })
  const connection = await leaves('createModelConnection', 'POST /model-connections', { name: 'A', provider: 'openai' })
  await leaves('updateModelConnection', `PATCH /model-connections/${connection.id}`, { name: 'B' })
  await leaves('deleteModelConnection', `DELETE /model-connections/${connection.id}`)
  const costs = { model: 'a*', inputPerMillion: 1, outputPerMillion: 2 }
  const price = await leaves('setModelPrice', 'PUT /model-prices', costs)
  await leaves('deleteModelPrice', `DELETE /model-prices/${price.id}`)
  await leaves('setBudgets', 'PUT /budgets', { month: { cost: 500 } })
  await leaves('setBusinessHours', 'PUT /business-hours', { timeZone: 'Europe/Berlin' })
  const shop = { name: 'Shop', dialect: 'postgresql', host: '127.0.0.1', port: 9, database: 'shop', user: 'reader' }
  const database = await leaves('createDatabaseConnection', 'POST /database-connections', shop)
  await leaves('updateDatabaseConnection', `PATCH /database-connections/${database.id}`, { name: 'Our shop' })
  await leaves('tryDatabaseConnection', `POST /database-connections/${database.id}/try`)
  await leaves('deleteDatabaseConnection', `DELETE /database-connections/${database.id}`)
  const ours = { name: 'Ours', url: 'https://northwind.example/mcp?key=shh' }
  const server = await leaves('createMcpServer', 'POST /mcp-servers', ours)
  expect(await newest()).toMatchObject({ details: { name: 'Ours', host: 'northwind.example' } })
  await leaves('updateMcpServer', `PATCH /mcp-servers/${server.id}`, { name: 'Theirs' })
  await leaves('deleteMcpServer', `DELETE /mcp-servers/${server.id}`)
})

test('what is done with people, roles and keys is noted', async () => {
  const key = await leaves('createApiKey', 'POST /api-keys', { name: 'Import', permissions: ['agents.read'] })
  await leaves('createCustomerToken', 'POST /customer-tokens', { customerId: 'victor' })
  await leaves('revokeApiKey', `DELETE /api-keys/${key.id}`)
  await leaves('updateOrganization', 'PATCH /organization', { name: 'Northwind Cycles' })
  const role = await leaves('createRole', 'POST /roles', { name: 'Nights', permissions: [] })
  await leaves('updateRole', `PATCH /roles/${role.id}`, { name: 'Late nights' })
  await leaves('deleteRole', `DELETE /roles/${role.id}`)
  const team = await leaves('createTeam', 'POST /teams', { name: 'Evenings' })
  await leaves('updateTeam', `PATCH /teams/${team.id}`, { name: 'Late evenings' })
  await leaves('addToTeam', `PUT /teams/${team.id}/members/${here.aron.userId}`)
  await leaves('removeFromTeam', `DELETE /teams/${team.id}/members/${here.aron.userId}`)
  await leaves('deleteTeam', `DELETE /teams/${team.id}`)
  await leaves('updateMember', `PATCH /members/${here.vera.userId}`, { roleId: 'agent' })
  await leaves('removeMember', `DELETE /members/${here.vera.userId}`)
  const invitation = await leaves('createInvitation', 'POST /invitations', {
    email: 'max@example.com',
    roleId: 'agent',
  })
  await leaves('revokeInvitation', `DELETE /invitations/${invitation.id}`)
  const { mailId } = own
  const failed = { text: `UPDATE mails SET status = 'failed' WHERE id = $1::uuid`, values: [mailId] }
  await systemSql(here.platform.database, [failed])
  await leaves('retryMail', `POST /mails/${mailId}/retry`)
  await leaves('acknowledgeAlert', `POST /security/alerts/${own.alertId}/acknowledge`)
})

test('who comes, goes and sets up is noted', async () => {
  const email = 'ivy@example.com'
  const password = 'ivy’s own long password'
  const invited = await api.ask<{ link: string }>('POST /invitations', {
    key: here.olivia.key,
    body: { email, roleId: 'owner' },
  })
  const account = { name: 'Ivy', password }
  await leaves('acceptInvitation', 'POST /invitations/accept', { token: invited.link.split('#')[1], account })
  const { session: first } = (await leaves('signIn', 'POST /session', { email, password })) as {
    session?: { token: string }
  }
  const later = await api.ask<{ user: { id: string }; session: { token: string } }>('POST /session', {
    body: { email, password },
  })
  const token = later.session.token
  const { items } = await api.ask<{ items: { id: string; current: boolean }[] }>('GET /sessions', { key: token })
  expect(items.filter(({ current }) => current)).toHaveLength(1)
  await leaves('endSession', `DELETE /sessions/${items.at(-1)?.id}`, undefined, token)
  await leaves('changePassword', 'PUT /session/password', { current: password, next: `${password}er` }, token)
  await leaves('changePassword', 'PUT /session/password', { current: `${password}er`, next: password }, token)
  const { secret } = await api.ask<{ secret: string }>('POST /second-factor', { key: token })
  const code = () => codeAt(secret, here.platform.clock.now())
  await leaves('confirmSecondFactor', 'POST /second-factor/confirm', { code: code() }, token)
  await leaves('renewRecoveryCodes', 'POST /second-factor/recovery-codes', undefined, token)
  here.platform.clock.advance(60_000)
  await leaves('removeSecondFactor', 'POST /second-factor/remove', { code: code() }, token)
  const device = passkeyBrowser(api)
  const passkey = await leavesAfter('addPasskey', () => device.add(token, 'Laptop'))
  await leavesAfter('finishPasskeySignIn', device.signIn)
  await leaves('renamePasskey', `PATCH /passkeys/${passkey.id}`, { name: 'Old laptop' }, token)
  await leaves('removePasskey', `DELETE /passkeys/${passkey.id}`, undefined, token)
  await leaves('confirmSession', 'POST /session/confirmation', { password }, token)
  await leaves('changeName', 'PUT /session/name', { name: 'Ivy Hill' }, token)
  const { links } = here.platform.signIn
  const verification = await links.issue('email-verification', email, 60_000)
  await leaves('verifyEmail', 'POST /email-verifications/confirm', { token: verification?.token })
  await api.ask('POST /email-changes', { key: token, body: { email: 'hill@example.com' } })
  const [mailed] = await mailsOf(here.platform, 'email-change', 'hill@example.com')
  const change = { token: /#([\w-]{43})\n/.exec(mailed?.text ?? '')?.[1] }
  await leaves('changeEmail', 'POST /email-changes/confirm', change, token)
  const proven = { provider: 'oidc', subject: '4711', email, emailVerified: true, name: 'Ivy' }
  await here.platform.signIn.provenAccounts?.link(later.user.id, proven)
  await leaves('unlinkProvider', 'POST /session/linked-providers/remove', { provider: 'oidc' }, token)
  await leaves('endOtherSessions', 'DELETE /sessions', undefined, token)
  await leaves('signOut', 'DELETE /session', undefined, token)
  expect((await api.call('GET /session', { key: first?.token })).status).toBe(401)
  const reset = await links.issue('password-reset', 'hill@example.com', 60_000)
  await leaves('resetPassword', 'POST /password-resets/confirm', { token: reset?.token, password })
  const hill = { email: 'hill@example.com', password }
  const again = await api.ask<{ session: { token: string } }>('POST /session', { body: hill })
  const other = await api.ask<{ id: string }>('POST /organizations', {
    key: again.session.token,
    body: { name: 'Ivy’s own' },
  })
  await leaves('leaveOrganization', 'DELETE /session/membership', undefined, again.session.token)
  expect(await newest(again.session.token)).toMatchObject({
    seq: 1,
    action: trail.createOrganization,
    target: other.id,
  })
  const fresh = apiOf(await testPlatform({ database: await freshDatabase() }))
  const opened = await fresh.ask<{ organization: { id: string }; session: { token: string } }>('POST /setup', {
    body: { organizationName: 'Northwind', name: 'Olivia', email: 'olivia@example.com', password },
  })
  const { items: entries } = await fresh.ask<{ items: AuditEntry[] }>('GET /audit', { key: opened.session.token })
  expect(entries).toMatchObject([{ seq: 1, action: trail.setUp, target: opened.organization.id }])
})

test('what changes nothing, or is refused, leaves nothing', async () => {
  const { key } = here.olivia
  const before = await newest()
  const again = { externalId: 'same', text: 'The same' }
  await api.ask('POST /knowledge/documents', { key, body: again })
  expect((await newest())?.seq).toBe((before?.seq ?? 0) + 1)
  here.platform.clock.advance(1_000)
  await api.ask('POST /knowledge/documents', { key, body: again })
  await api.call('DELETE /agents/01890000-0000-7000-8000-000000000000', { key })
  for (const [route, body] of [
    [`PUT /conversations/${own.conversationId}/assignment`, { teamId: own.teamId }],
    [`PUT /conversations/${own.conversationId}/participants/${here.olivia.userId}`, undefined],
  ] as const)
    await api.call(route, { key, body })
  await api.call('POST /agents', { key: here.aron.key, body: { name: 'Rowan' } })
  await api.call('PATCH /agents/01890000-0000-7000-8000-000000000000', { key, body: { name: 'Rowan' } })
  expect((await newest())?.seq).toBe((before?.seq ?? 0) + 1)
  expect(await api.ask('GET /audit/verification', { key })).toMatchObject({ intact: true })
})

test('the demo notes that it was laid', async () => {
  await api.ask('POST /demo', { key: here.rita.key })
  const { items } = await api.ask<{ items: AuditEntry[] }>('GET /audit?action=demo.seeded', { key: here.rita.key })
  expect(items).toMatchObject([{ action: trail.seedDemo }])
})
