import * as agentsContract from '@frontdesk/contract/agents'
import * as conversationsContract from '@frontdesk/contract/conversations'
import { CustomerId } from '@frontdesk/contract/customers'
import type { Endpoint } from '@frontdesk/contract/endpoint'
import * as knowledgeContract from '@frontdesk/contract/knowledge'
import { routes as agents } from '@frontdesk/modules/agents/index'
import { routes as conversations } from '@frontdesk/modules/conversations/index'
import { speakFor } from '@frontdesk/modules/identity/index'
import { routes as knowledge } from '@frontdesk/modules/knowledge/index'
import type { Route } from '@frontdesk/modules/route'
import { z } from 'zod'
import { Answer, askAgent, asText, conversationId, message } from './ask-agent.ts'
import { type McpTool, mirrored, tool } from './tool.ts'

const served = new Map<Endpoint, Route>([...agents, ...knowledge, ...conversations].map(each => [each.endpoint, each]))

const routeOf = (endpoint: Endpoint): Route => {
  const route = served.get(endpoint)
  if (!route) throw new Error(`Nothing serves ${endpoint.method} ${endpoint.path}`)
  return route
}

/** For whoever comes with an API key: each does what an endpoint of the API does, for whoever may call that. */
export const staffTools: McpTool[] = [
  tool({
    name: 'ask_agent',
    title: 'Ask an agent',
    description:
      'Says something to an AI agent of this organization, in the name of a customer, and gives its answer with the sources that it cites. Pass the conversationId of the result to go on.',
    permission: 'conversations.reply',
    isReadOnly: false,
    input: z.strictObject({
      agentId: z.uuid().toLowerCase().describe('list_agents tells which there are.'),
      message,
      conversationId,
      customerId: CustomerId.optional().describe(
        'Your own id of the customer who speaks: the conversation is theirs. Absent: it is yours.',
      ),
    }),
    output: Answer,
    run: (ctx, { customerId, ...question }, signal) =>
      askAgent(customerId ? speakFor(ctx, customerId) : ctx, question, signal),
    textOf: asText,
  }),
  mirrored('list_agents', routeOf(agentsContract.listAgents), {
    title: 'List agents',
    description: 'The AI agents of this organization, with their instructions.',
  }),
  mirrored('search_knowledge', routeOf(knowledgeContract.searchKnowledge), {
    title: 'Search the knowledge',
    description:
      'Passages of the organization’s knowledge that answer a question: just those that an agent would read.',
    isReadOnly: true,
  }),
  mirrored('list_documents', routeOf(knowledgeContract.listDocuments), {
    title: 'List documents',
    description: 'The documents of the knowledge, newest first.',
  }),
  mirrored('read_document', routeOf(knowledgeContract.readDocument), {
    title: 'Read a document',
    description: 'One document of the knowledge, with its text.',
  }),
  mirrored('list_conversations', routeOf(conversationsContract.listConversations), {
    title: 'List conversations',
    description: 'The conversations with customers that you see, the latest activity first.',
  }),
  mirrored('read_conversation', routeOf(conversationsContract.readConversation), {
    title: 'Read a conversation',
    description: 'One conversation: whose it is, and how it stands. read_messages tells what was said.',
  }),
  mirrored('read_messages', routeOf(conversationsContract.listMessages), {
    title: 'Read messages',
    description: 'What was said in a conversation, in order.',
  }),
  mirrored('change_conversation', routeOf(conversationsContract.renameConversation), {
    title: 'Change a conversation',
    description: 'Gives a conversation another title, resolves it, or opens it again.',
  }),
]
