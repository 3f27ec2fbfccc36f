import type * as accounts from '@frontdesk/contract/accounts'
import type * as agents from '@frontdesk/contract/agents'
import type * as audit from '@frontdesk/contract/audit'
import type * as budgets from '@frontdesk/contract/budgets'
import type * as businessHours from '@frontdesk/contract/business-hours'
import type * as chats from '@frontdesk/contract/chat'
import type * as confirmation from '@frontdesk/contract/confirmation'
import type * as conversations from '@frontdesk/contract/conversations'
import type * as databases from '@frontdesk/contract/database-connections'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import type * as files from '@frontdesk/contract/files'
import type * as handOver from '@frontdesk/contract/hand-over'
import type * as knowledge from '@frontdesk/contract/knowledge'
import type * as mails from '@frontdesk/contract/mail'
import type * as mcp from '@frontdesk/contract/mcp-servers'
import type * as models from '@frontdesk/contract/model-connections'
import type * as prices from '@frontdesk/contract/model-prices'
import type * as organizations from '@frontdesk/contract/organizations'
import type * as passkeys from '@frontdesk/contract/passkeys'
import type * as people from '@frontdesk/contract/people'
import type * as profile from '@frontdesk/contract/profile'
import type * as providers from '@frontdesk/contract/providers'
import type * as roles from '@frontdesk/contract/roles'
import type * as secondFactor from '@frontdesk/contract/second-factor'
import type * as security from '@frontdesk/contract/security'
import type * as sessions from '@frontdesk/contract/sessions'
import type * as teams from '@frontdesk/contract/teams'
import type * as calls from '@frontdesk/contract/tool-calls'
import type * as toolImport from '@frontdesk/contract/tool-import'
import type * as tools from '@frontdesk/contract/tools'
import type * as usage from '@frontdesk/contract/usage'
import type * as versions from '@frontdesk/contract/versions'

// The contract's own objects carry their schemas; naming only route and type keeps 27 KiB of zod out of the browser.
// endpoints.test.ts holds these to the contract.
const at = <E extends Endpoint>(route: string, bodyKind?: E['bodyKind']) => {
  const [method, path] = route.split(' ')
  return { method, path, ...(bodyKind && { bodyKind }) } as unknown as E
}

export const readSetup = at<typeof accounts.readSetup>('GET /setup')
export const setUp = at<typeof accounts.setUp>('POST /setup')
export const signIn = at<typeof accounts.signIn>('POST /session')
export const listProviders = at<typeof providers.listProviders>('GET /sign-in-providers')
export const beginProviderSignIn = at<typeof providers.beginProviderSignIn>('POST /session/provider')
export const finishProviderSignIn = at<typeof providers.finishProviderSignIn>('POST /session/provider/confirm')
export const beginPasskeySignIn = at<typeof passkeys.beginPasskeySignIn>('POST /session/passkey')
export const finishPasskeySignIn = at<typeof passkeys.finishPasskeySignIn>('POST /session/passkey/confirm')
export const listLinkedProviders = at<typeof providers.listLinkedProviders>('GET /session/linked-providers')
export const beginProviderLink = at<typeof providers.beginProviderLink>('POST /session/linked-providers')
export const finishProviderLink = at<typeof providers.finishProviderLink>('POST /session/linked-providers/confirm')
export const unlinkProvider = at<typeof providers.unlinkProvider>('POST /session/linked-providers/remove')
export const readConfirmation = at<typeof confirmation.readConfirmation>('GET /session/confirmation')
export const confirmSession = at<typeof confirmation.confirmSession>('POST /session/confirmation')
export const beginProviderConfirmation = at<typeof confirmation.beginProviderConfirmation>(
  'POST /session/confirmation/provider',
)
export const signOut = at<typeof accounts.signOut>('DELETE /session')
export const readSession = at<typeof accounts.readSession>('GET /session')
export const createApiKey = at<typeof accounts.createApiKey>('POST /api-keys')
export const listApiKeys = at<typeof accounts.listApiKeys>('GET /api-keys')
export const revokeApiKey = at<typeof accounts.revokeApiKey>('DELETE /api-keys/:apiKeyId')
export const seedDemo = at<typeof accounts.seedDemo>('POST /demo')

export const askPasswordReset = at<typeof profile.askPasswordReset>('POST /password-resets')
export const resetPassword = at<typeof profile.resetPassword>('POST /password-resets/confirm')
export const askEmailVerification = at<typeof profile.askEmailVerification>('POST /email-verifications')
export const verifyEmail = at<typeof profile.verifyEmail>('POST /email-verifications/confirm')
export const askEmailChange = at<typeof profile.askEmailChange>('POST /email-changes')
export const changeEmail = at<typeof profile.changeEmail>('POST /email-changes/confirm')
export const changeName = at<typeof profile.changeName>('PUT /session/name')
export const changePassword = at<typeof sessions.changePassword>('PUT /session/password')
export const listSessions = at<typeof sessions.listSessions>('GET /sessions')
export const endSession = at<typeof sessions.endSession>('DELETE /sessions/:sessionId')
export const endOtherSessions = at<typeof sessions.endOtherSessions>('DELETE /sessions')

export const readSecondFactor = at<typeof secondFactor.readSecondFactor>('GET /session/second-factor')
export const showSecondFactor = at<typeof secondFactor.showSecondFactor>('POST /session/second-factor')
export const enrolSecondFactor = at<typeof secondFactor.enrolSecondFactor>('POST /second-factor')
export const confirmSecondFactor = at<typeof secondFactor.confirmSecondFactor>('POST /second-factor/confirm')
export const removeSecondFactor = at<typeof secondFactor.removeSecondFactor>('POST /second-factor/remove')
export const renewRecoveryCodes = at<typeof secondFactor.renewRecoveryCodes>('POST /second-factor/recovery-codes')

export const showPasskey = at<typeof passkeys.showPasskey>('POST /session/second-factor/passkey')
export const listPasskeys = at<typeof passkeys.listPasskeys>('GET /passkeys')
export const beginPasskey = at<typeof passkeys.beginPasskey>('POST /passkeys')
export const addPasskey = at<typeof passkeys.addPasskey>('POST /passkeys/confirm')
export const renamePasskey = at<typeof passkeys.renamePasskey>('PATCH /passkeys/:passkeyId')
export const removePasskey = at<typeof passkeys.removePasskey>('DELETE /passkeys/:passkeyId')

export const listOrganizations = at<typeof organizations.listOrganizations>('GET /organizations')
export const createOrganization = at<typeof organizations.createOrganization>('POST /organizations')
export const updateOrganization = at<typeof organizations.updateOrganization>('PATCH /organization')
export const switchOrganization = at<typeof organizations.switchOrganization>('PUT /session/organization')

export const listMembers = at<typeof people.listMembers>('GET /members')
export const updateMember = at<typeof people.updateMember>('PATCH /members/:userId')
export const removeMember = at<typeof people.removeMember>('DELETE /members/:userId')
export const leaveOrganization = at<typeof people.leaveOrganization>('DELETE /session/membership')
export const createInvitation = at<typeof people.createInvitation>('POST /invitations')
export const listInvitations = at<typeof people.listInvitations>('GET /invitations')
export const revokeInvitation = at<typeof people.revokeInvitation>('DELETE /invitations/:invitationId')
export const readInvitation = at<typeof people.readInvitation>('POST /invitations/read')
export const acceptInvitation = at<typeof people.acceptInvitation>('POST /invitations/accept')

export const listRoles = at<typeof roles.listRoles>('GET /roles')
export const createRole = at<typeof roles.createRole>('POST /roles')
export const updateRole = at<typeof roles.updateRole>('PATCH /roles/:roleId')
export const deleteRole = at<typeof roles.deleteRole>('DELETE /roles/:roleId')

export const listTeams = at<typeof teams.listTeams>('GET /teams')
export const createTeam = at<typeof teams.createTeam>('POST /teams')
export const updateTeam = at<typeof teams.updateTeam>('PATCH /teams/:teamId')
export const deleteTeam = at<typeof teams.deleteTeam>('DELETE /teams/:teamId')
export const addToTeam = at<typeof teams.addToTeam>('PUT /teams/:teamId/members/:userId')
export const removeFromTeam = at<typeof teams.removeFromTeam>('DELETE /teams/:teamId/members/:userId')

export const listMails = at<typeof mails.listMails>('GET /mails')
export const readMail = at<typeof mails.readMail>('GET /mails/:mailId')
export const retryMail = at<typeof mails.retryMail>('POST /mails/:mailId/retry')

export const listAudit = at<typeof audit.listAudit>('GET /audit')
export const verifyAudit = at<typeof audit.verifyAudit>('GET /audit/verification')

export const listSecurityEvents = at<typeof security.listSecurityEvents>('GET /security/events')
export const listAlerts = at<typeof security.listAlerts>('GET /security/alerts')
export const acknowledgeAlert = at<typeof security.acknowledgeAlert>('POST /security/alerts/:alertId/acknowledge')

export const listAgents = at<typeof agents.listAgents>('GET /agents')
export const createAgent = at<typeof agents.createAgent>('POST /agents')
export const updateAgent = at<typeof agents.updateAgent>('PATCH /agents/:agentId')
export const deleteAgent = at<typeof agents.deleteAgent>('DELETE /agents/:agentId')

export const publishAgent = at<typeof versions.publishAgent>('POST /agents/:agentId/publish')
export const listAgentVersions = at<typeof versions.listAgentVersions>('GET /agents/:agentId/versions')
export const readAgentVersion = at<typeof versions.readAgentVersion>('GET /agents/:agentId/versions/:number')
export const diffAgentVersions = at<typeof versions.diffAgentVersions>('GET /agents/:agentId/diff')
export const restoreAgentVersion = at<typeof versions.restoreAgentVersion>(
  'POST /agents/:agentId/versions/:number/restore',
)
export const rollBackAgent = at<typeof versions.rollBackAgent>('POST /agents/:agentId/rollback')
export const rollOutAgent = at<typeof versions.rollOutAgent>('PUT /agents/:agentId/rollout')

export const listTools = at<typeof tools.listTools>('GET /tools')
export const createTool = at<typeof tools.createTool>('POST /tools')
export const importTools = at<typeof toolImport.importTools>('POST /tools/import')
export const readTool = at<typeof tools.readTool>('GET /tools/:toolId')
export const updateTool = at<typeof tools.updateTool>('PATCH /tools/:toolId')
export const deleteTool = at<typeof tools.deleteTool>('DELETE /tools/:toolId')
export const tryTool = at<typeof tools.tryTool>('POST /tools/:toolId/try')
export const approveToolSchema = at<typeof tools.approveToolSchema>('POST /tools/:toolId/approve-schema')
export const listAgentTools = at<typeof tools.listAgentTools>('GET /agents/:agentId/tools')
export const setAgentTools = at<typeof tools.setAgentTools>('PUT /agents/:agentId/tools')

export const listMcpServers = at<typeof mcp.listMcpServers>('GET /mcp-servers')
export const createMcpServer = at<typeof mcp.createMcpServer>('POST /mcp-servers')
export const readMcpServer = at<typeof mcp.readMcpServer>('GET /mcp-servers/:mcpServerId')
export const updateMcpServer = at<typeof mcp.updateMcpServer>('PATCH /mcp-servers/:mcpServerId')
export const deleteMcpServer = at<typeof mcp.deleteMcpServer>('DELETE /mcp-servers/:mcpServerId')
export const refreshMcpServer = at<typeof mcp.refreshMcpServer>('POST /mcp-servers/:mcpServerId/refresh')
export const beginMcpSignIn = at<typeof mcp.beginMcpSignIn>('POST /mcp-servers/:mcpServerId/sign-in')

export const listDatabaseConnections = at<typeof databases.listDatabaseConnections>('GET /database-connections')
export const createDatabaseConnection = at<typeof databases.createDatabaseConnection>('POST /database-connections')
export const updateDatabaseConnection = at<typeof databases.updateDatabaseConnection>(
  'PATCH /database-connections/:databaseConnectionId',
)
export const deleteDatabaseConnection = at<typeof databases.deleteDatabaseConnection>(
  'DELETE /database-connections/:databaseConnectionId',
)
export const tryDatabaseConnection = at<typeof databases.tryDatabaseConnection>(
  'POST /database-connections/:databaseConnectionId/try',
)

export const listToolCalls = at<typeof calls.listToolCalls>('GET /tool-calls')
export const approveToolCall = at<typeof calls.approveToolCall>('POST /tool-calls/:toolCallId/approve')
export const rejectToolCall = at<typeof calls.rejectToolCall>('POST /tool-calls/:toolCallId/reject')

export const listModelConnections = at<typeof models.listModelConnections>('GET /model-connections')
export const createModelConnection = at<typeof models.createModelConnection>('POST /model-connections')
export const updateModelConnection = at<typeof models.updateModelConnection>(
  'PATCH /model-connections/:modelConnectionId',
)
export const deleteModelConnection = at<typeof models.deleteModelConnection>(
  'DELETE /model-connections/:modelConnectionId',
)
export const tryModelConnection = at<typeof models.tryModelConnection>('POST /model-connections/:modelConnectionId/try')
export const listModelPrices = at<typeof prices.listModelPrices>('GET /model-prices')
export const setModelPrice = at<typeof prices.setModelPrice>('PUT /model-prices')
export const deleteModelPrice = at<typeof prices.deleteModelPrice>('DELETE /model-prices/:modelPriceId')
export const readUsage = at<typeof usage.readUsage>('GET /usage')
export const readBudgets = at<typeof budgets.readBudgets>('GET /budgets')
export const setBudgets = at<typeof budgets.setBudgets>('PUT /budgets')
export const readBusinessHours = at<typeof businessHours.readBusinessHours>('GET /business-hours')
export const setBusinessHours = at<typeof businessHours.setBusinessHours>('PUT /business-hours')

export const pushDocument = at<typeof knowledge.pushDocument>('POST /knowledge/documents')
export const uploadFile = at<typeof knowledge.uploadFile>('POST /knowledge/files', 'multipart')
export const addAnswer = at<typeof knowledge.addAnswer>('POST /knowledge/answers')
export const addPage = at<typeof knowledge.addPage>('POST /knowledge/pages')
export const listDocuments = at<typeof knowledge.listDocuments>('GET /knowledge/documents')
export const countDocuments = at<typeof knowledge.countDocuments>('GET /knowledge/counts')
export const readDocument = at<typeof knowledge.readDocument>('GET /knowledge/documents/:documentId')
export const retryDocument = at<typeof knowledge.retryDocument>('POST /knowledge/documents/:documentId/retry')
export const deleteDocument = at<typeof knowledge.deleteDocument>('DELETE /knowledge/documents/:documentId')
export const searchKnowledge = at<typeof knowledge.searchKnowledge>('POST /knowledge/search')

export const listConversations = at<typeof conversations.listConversations>('GET /conversations')
export const readConversation = at<typeof conversations.readConversation>('GET /conversations/:conversationId')
export const renameConversation = at<typeof conversations.renameConversation>('PATCH /conversations/:conversationId')
export const takeOverConversation = at<typeof handOver.takeOverConversation>(
  'POST /conversations/:conversationId/take-over',
)
export const handBackConversation = at<typeof handOver.handBackConversation>(
  'POST /conversations/:conversationId/hand-back',
)
export const replyToConversation = at<typeof handOver.replyToConversation>(
  'POST /conversations/:conversationId/messages',
)
export const listMessages = at<typeof conversations.listMessages>('GET /conversations/:conversationId/messages')

export const attachFile = at<typeof files.attachFile>('POST /files', 'multipart')
export const readFile = at<typeof files.readFile>('GET /files/:fileId')

export const chat = at<typeof chats.chat>('POST /chat')
export const streamTurn = at<typeof chats.streamTurn>('GET /turns/:turnId/stream')
export const cancelTurn = at<typeof chats.cancelTurn>('POST /turns/:turnId/cancel')
export const readTurn = at<typeof chats.readTurn>('GET /turns/:turnId')
