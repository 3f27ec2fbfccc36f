import { catalog } from '@frontdesk/contract/catalog'
import type { BuiltInRole } from '@frontdesk/contract/permissions'
import { newId } from '@frontdesk/platform/ids'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

/** Who may call what, written down a second time: whoever changes the roles has to mean it. */
const table = `
  everybody   readSession listOrganizations createOrganization switchOrganization leaveOrganization
              listSessions endSession endOtherSessions changePassword askEmailVerification changeName
              readSecondFactor showSecondFactor enrolSecondFactor confirmSecondFactor removeSecondFactor
              showPasskey listPasskeys beginPasskey addPasskey renamePasskey removePasskey
              renewRecoveryCodes readConfirmation confirmSession beginProviderConfirmation askEmailChange changeEmail
              listLinkedProviders beginProviderLink finishProviderLink unlinkProvider
              listMembers listRoles listAgents readAgent listDocuments countDocuments readDocument searchKnowledge
              listConversations countConversations readConversation listMessages streamTurn readTurn streamEvents
              listTeams readTeam listParticipants readFile
              listAgentVersions readAgentVersion diffAgentVersions
              listTools readTool listAgentTools listToolCalls listModelConnections readModelConnection
              listModelPrices readUsage readBudgets readBusinessHours
              listDatabaseConnections readDatabaseConnection
              listMcpServers readMcpServer
  agent       renameConversation chat cancelTurn claimConversation assignConversation addParticipant removeParticipant
              handOverConversation takeOverConversation handBackConversation replyToConversation createCustomerToken attachFile
  supervisor  renameConversation chat cancelTurn claimConversation assignConversation addParticipant removeParticipant
              handOverConversation takeOverConversation handBackConversation replyToConversation createCustomerToken attachFile
              approveToolCall rejectToolCall
              pushDocument pushDocuments uploadFile addAnswer addPage retryDocument deleteDocument
  builder     renameConversation chat cancelTurn claimConversation assignConversation addParticipant removeParticipant
              handOverConversation takeOverConversation handBackConversation replyToConversation createCustomerToken attachFile
              pushDocument pushDocuments uploadFile addAnswer addPage retryDocument deleteDocument
              createAgent updateAgent deleteAgent publishAgent restoreAgentVersion rollBackAgent rollOutAgent
              createTool importTools updateTool deleteTool tryTool setAgentTools approveToolSchema
              createMcpServer updateMcpServer deleteMcpServer refreshMcpServer beginMcpSignIn finishMcpSignIn
  admin       renameConversation chat cancelTurn claimConversation assignConversation addParticipant removeParticipant
              handOverConversation takeOverConversation handBackConversation replyToConversation createCustomerToken attachFile
              pushDocument pushDocuments uploadFile addAnswer addPage retryDocument deleteDocument
              createAgent updateAgent deleteAgent publishAgent restoreAgentVersion rollBackAgent rollOutAgent
              createTool importTools updateTool deleteTool tryTool setAgentTools approveToolSchema
              createMcpServer updateMcpServer deleteMcpServer refreshMcpServer beginMcpSignIn finishMcpSignIn
              approveToolCall rejectToolCall
              createModelConnection updateModelConnection deleteModelConnection tryModelConnection
              setModelPrice deleteModelPrice setBudgets setBusinessHours
              createDatabaseConnection updateDatabaseConnection deleteDatabaseConnection tryDatabaseConnection
              createApiKey listApiKeys revokeApiKey seedDemo updateOrganization listAudit verifyAudit exportAudit
              updateMember removeMember createInvitation listInvitations revokeInvitation
              createRole updateRole deleteRole listMails readMail retryMail
              createTeam updateTeam deleteTeam addToTeam removeFromTeam
              listSecurityEvents listAlerts acknowledgeAlert
  owner       renameConversation chat cancelTurn claimConversation assignConversation addParticipant removeParticipant
              handOverConversation takeOverConversation handBackConversation replyToConversation createCustomerToken attachFile
              pushDocument pushDocuments uploadFile addAnswer addPage retryDocument deleteDocument
              createAgent updateAgent deleteAgent publishAgent restoreAgentVersion rollBackAgent rollOutAgent
              createTool importTools updateTool deleteTool tryTool setAgentTools approveToolSchema
              createMcpServer updateMcpServer deleteMcpServer refreshMcpServer beginMcpSignIn finishMcpSignIn
              approveToolCall rejectToolCall
              createModelConnection updateModelConnection deleteModelConnection tryModelConnection
              setModelPrice deleteModelPrice setBudgets setBusinessHours
              createDatabaseConnection updateDatabaseConnection deleteDatabaseConnection tryDatabaseConnection
              createApiKey listApiKeys revokeApiKey seedDemo updateOrganization listAudit verifyAudit exportAudit
              updateMember removeMember createInvitation listInvitations revokeInvitation
              createRole updateRole deleteRole listMails readMail retryMail
              createTeam updateTeam deleteTeam addToTeam removeFromTeam
              listSecurityEvents listAlerts acknowledgeAlert
`

const mayCall = (role: BuiltInRole | 'everybody') => {
  const words = table.trim().split(/\s+/)
  const heads = ['everybody', 'agent', 'supervisor', 'builder', 'admin', 'owner']
  const from = words.indexOf(role)
  if (from < 0) return []
  const until = words.findIndex((word, index) => index > from && heads.includes(word))
  return words.slice(from + 1, until < 0 ? undefined : until)
}

const people = (): [BuiltInRole, string][] =>
  [here.olivia, here.adam, here.bea, here.sam, here.aron, here.vera].map(({ role, key }) => [role, key])

// Signing out ends the session that the answer would come by, and seeding has an effect that nothing else here needs.
const called = catalog.filter(({ name, endpoint }) => endpoint.permission !== 'public' && name !== 'signOut')

test('every endpoint stands in the table', () => {
  const known = new Set(['everybody', 'owner'].flatMap(role => mayCall(role as BuiltInRole)))
  expect([...known].toSorted()).toEqual(called.map(({ name }) => name).toSorted())
})

test.each(called)('$name is for exactly the roles of the table', async ({ name, endpoint }) => {
  const route = `${endpoint.method} ${endpoint.path.replace(/:\w+/g, newId())}`
  for (const [role, key] of people()) {
    const allowed = [...mayCall('everybody'), ...mayCall(role)].includes(name)
    if (allowed && (name === 'seedDemo' || name === 'streamEvents')) continue
    // What says nothing sensible goes no further than the question whether they may.
    const { status } = await api.call(route, { key, ...(endpoint.body ? { body: '{' } : {}) })
    if (allowed) expect([200, 400, 404, 409, 415], `${role} ${name}`).toContain(status)
    else expect(status, `${role} ${name}`).toBe(403)
  }
})

test('nobody raises themselves: a key gives no more than its maker has, whoever asks', async () => {
  for (const [role, key] of people()) {
    const { status, body } = await api.call('POST /api-keys', {
      key,
      body: { name: 'Wide', permissions: ['organization.manage', 'api-keys.manage', 'agents.write'] },
    })
    expect(status, role).toBe(role === 'owner' || role === 'admin' ? 201 : 403)
    if (status === 201) expect((body as { permissions: string[] }).permissions).toHaveLength(3)
  }
  const narrow = await api.ask<{ secret: string }>('POST /api-keys', {
    key: here.olivia.key,
    body: { name: 'Narrow', permissions: ['api-keys.manage'] },
  })
  for (const permission of ['agents.write', 'organization.manage', 'conversations.read'])
    expect(
      await api.call('POST /api-keys', { key: narrow.secret, body: { name: 'Wider', permissions: [permission] } }),
    ).toMatchObject({ status: 403 })
})
