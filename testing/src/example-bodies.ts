import type { Furniture } from './furniture.ts'
import type { World } from './world.ts'

const form = () => {
  const parts = new FormData()
  parts.set('file', new File(['# Costs\n\nShipping is free.'], 'costs.md'))
  return parts
}

const passkey = { id: 'AAAA', response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } }
const newPasskey = { id: 'AAAA', response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }

/** A body that would do something, for each endpoint that takes one: a new endpoint without one fails the tests. */
export const exampleBodies = (here: World, own: Furniture): Record<string, () => unknown> => ({
  setUp: () => ({ organizationName: 'N', name: 'O', email: 'o@example.com', password: 'correct horse battery' }),
  signIn: () => ({ email: 'olivia@example.com', password: 'correct horse battery' }),
  beginProviderSignIn: () => ({ provider: 'google' }),
  finishProviderSignIn: () => ({ query: '?state=nonsense' }),
  beginProviderLink: () => ({ provider: 'google' }),
  finishProviderLink: () => ({ query: '?state=nonsense' }),
  unlinkProvider: () => ({ provider: 'google' }),
  confirmSession: () => ({ password: 'correct horse battery' }),
  beginProviderConfirmation: () => ({ provider: 'google' }),
  createApiKey: () => ({ name: 'Import' }),
  createOrganization: () => ({ name: 'Another' }),
  updateOrganization: () => ({ name: 'Taken over' }),
  switchOrganization: () => ({ organizationId: here.organizationId }),
  updateMember: () => ({ roleId: 'viewer' }),
  createInvitation: () => ({ email: 'ivy@example.com', roleId: 'agent' }),
  readInvitation: () => ({ token: 'nonsense' }),
  acceptInvitation: () => ({ token: 'nonsense' }),
  changePassword: () => ({ current: 'correct horse battery', next: 'another horse battery' }),
  askPasswordReset: () => ({ email: 'nobody@example.com' }),
  resetPassword: () => ({ token: 'nonsense', password: 'another horse battery' }),
  verifyEmail: () => ({ token: 'nonsense' }),
  askEmailChange: () => ({ email: 'nobody@example.com' }),
  changeEmail: () => ({ token: 'nonsense' }),
  changeName: () => ({ name: 'Taken over' }),
  showSecondFactor: () => ({ code: '123456' }),
  confirmSecondFactor: () => ({ code: '123456' }),
  removeSecondFactor: () => ({ code: '123456' }),
  finishPasskeySignIn: () => ({ answer: passkey }),
  showPasskey: () => ({ answer: passkey }),
  addPasskey: () => ({ name: 'Laptop', answer: newPasskey }),
  renamePasskey: () => ({ name: 'Taken over' }),
  createRole: () => ({ name: 'Night shift', permissions: [] }),
  updateRole: () => ({ name: 'Taken over' }),
  createTeam: () => ({ name: 'Night shift' }),
  updateTeam: () => ({ name: 'Taken over' }),
  createTool: () => ({ kind: 'http', name: 'Taken', request: { url: 'https://shop.example/' } }),
  importTools: () => ({ document: 'openapi: 3.1.0\npaths: {}' }),
  updateTool: () => ({ name: 'Taken over' }),
  tryTool: () => ({ arguments: {} }),
  approveToolSchema: () => ({ hash: 'taken' }),
  createMcpServer: () => ({ name: 'Taken', url: 'https://mcp.example/' }),
  updateMcpServer: () => ({ name: 'Taken over' }),
  setAgentTools: () => ({ toolIds: [] }),
  rejectToolCall: () => ({ reason: 'Taken over' }),
  createModelConnection: () => ({ name: 'Taken', provider: 'openai', apiKey: 'sk-taken' }),
  updateModelConnection: () => ({ name: 'Taken over' }),
  tryModelConnection: () => ({ model: 'taken' }),
  createAgent: () => ({ name: 'Rowan' }),
  updateAgent: () => ({ name: 'Taken over' }),
  pushDocument: () => ({ text: 'Hello' }),
  pushDocuments: () => ({ documents: [{ text: 'Hello' }] }),
  uploadFile: form,
  addAnswer: () => ({ question: 'Why?', answer: 'Because.' }),
  addPage: () => ({ url: 'https://northwind.example/shipping' }),
  searchKnowledge: () => ({ query: 'refund' }),
  renameConversation: () => ({ title: 'Taken over' }),
  assignConversation: () => ({ assigneeId: null }),
  handOverConversation: () => ({ reason: 'Taken over' }),
  replyToConversation: () => ({ text: 'Taken over' }),
  chat: () => ({ agentId: own.agentId, text: 'Hello' }),
})
