import type { ApiKey } from '@frontdesk/contract/accounts'
import type { Agent } from '@frontdesk/contract/agents'
import type { ChatAnswer } from '@frontdesk/contract/chat'
import type { Attachment } from '@frontdesk/contract/files'
import type { PushedDocument } from '@frontdesk/contract/knowledge'
import type { Mail } from '@frontdesk/contract/mail'
import type { Invitation } from '@frontdesk/contract/people'
import type { Role } from '@frontdesk/contract/roles'
import type { SecurityAlert } from '@frontdesk/contract/security'
import type { Team } from '@frontdesk/contract/teams'
import type { Tool } from '@frontdesk/contract/tools'
import type { AgentVersion } from '@frontdesk/contract/versions'
import { processingIdle } from '@frontdesk/modules/knowledge/index'
import { keepWatching } from '@frontdesk/modules/security/index'
import type { Api } from './api.ts'
import { pictureForm } from './picture.ts'
import { waitingCall } from './waiting-call.ts'
import type { World } from './world.ts'

/** One of everything in an organization, by the names that paths use. */
export type Furniture = Record<
  | 'agentId'
  | 'number'
  | 'documentId'
  | 'conversationId'
  | 'turnId'
  | 'fileId'
  | 'apiKeyId'
  | 'alertId'
  | 'userId'
  | 'roleId'
  | 'teamId'
  | 'invitationId'
  | 'mailId'
  | 'toolId'
  | 'modelConnectionId'
  | 'modelPriceId'
  | 'databaseConnectionId'
  | 'mcpServerId'
  | 'toolCallId',
  string
>

const returns = {
  externalId: 'returns',
  title: 'Returns',
  url: 'https://northwind.example/returns',
  text: '# Returns\n\nYou can send back every bicycle within 30 days. A refund takes five working days.',
}

/**
 * Gives Northwind a published agent, an article on returns, a conversation with a picture and its answer, a spare key with its
 * alert, a role, Vera's team, an invitation with its mail, a model connection, a database, an MCP server, and a tool with a
 * call that waits.
 */
export const furnish = async (
  api: Api,
  { olivia: { key }, vera, platform, organizationId }: World,
): Promise<Furniture> => {
  const agent = await api.ask<Agent>('POST /agents', { key, body: { name: 'Juniper' } })
  const document = await api.ask<PushedDocument>('POST /knowledge/documents', { key, body: returns })
  await processingIdle(platform)
  const { fileId } = await api.ask<Attachment>('POST /files', { key, body: pictureForm() })
  const answer = await api.ask<ChatAnswer>('POST /chat', {
    key,
    headers: { accept: 'application/json' },
    body: { agentId: agent.id, text: 'How long does a refund take?', attachments: [{ fileId }] },
  })
  const stopWatching = keepWatching(platform)
  const spare = await api.ask<ApiKey>('POST /api-keys', { key, body: { name: 'Spare', permissions: ['agents.read'] } })
  await stopWatching()
  const alerts = await api.ask<{ items: SecurityAlert[] }>('GET /security/alerts', { key })
  const role = await api.ask<Role>('POST /roles', { key, body: { name: 'Evenings', permissions: ['agents.read'] } })
  const team = await api.ask<Team>('POST /teams', { key, body: { name: 'Workshop' } })
  await api.ask(`PUT /teams/${team.id}/members/${vera.userId}`, { key })
  const invited = { email: 'ida@example.com', roleId: role.id }
  const invitation = await api.ask<Invitation>('POST /invitations', { key, body: invited })
  const mails = await api.ask<{ items: Mail[] }>('GET /mails', { key })
  const { conversationId, turnId } = answer
  const request = { method: 'POST', url: 'https://northwind.example/refunds' }
  const tool = await api.ask<Tool>('POST /tools', {
    key,
    body: { kind: 'http', name: 'Refund', approval: 'always', request },
  })
  const connection = await api.ask<{ id: string }>('POST /model-connections', {
    key,
    body: { name: 'Ours', provider: 'openai' },
  })
  const price = await api.ask<{ id: string }>('PUT /model-prices', {
    key,
    body: { model: 'costly', inputPerMillion: 1, outputPerMillion: 2 },
  })
  const database = await api.ask<{ id: string }>('POST /database-connections', {
    key,
    body: { name: 'Shop', dialect: 'postgresql', host: 'db.northwind.example', database: 'shop', user: 'reader' },
  })
  const mcpServer = await api.ask<{ id: string }>('POST /mcp-servers', {
    key,
    body: { name: 'Ledgers', url: 'https://northwind.example/mcp' },
  })
  const toolCallId = await waitingCall(platform, organizationId, { turnId, conversationId, toolId: tool.id })
  const version = await api.ask<AgentVersion>(`POST /agents/${agent.id}/publish`, { key, body: {} })
  return {
    agentId: agent.id,
    number: String(version.number),
    documentId: document.id,
    conversationId,
    turnId,
    fileId,
    apiKeyId: spare.id,
    alertId: alerts.items[0]?.id ?? '',
    userId: vera.userId,
    roleId: role.id,
    teamId: team.id,
    invitationId: invitation.id,
    toolId: tool.id,
    modelConnectionId: connection.id,
    modelPriceId: price.id,
    databaseConnectionId: database.id,
    mcpServerId: mcpServer.id,
    toolCallId,
    mailId: mails.items.find(({ kind }) => kind === 'invitation')?.id ?? '',
  }
}
