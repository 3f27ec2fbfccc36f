import * as contract from '@frontdesk/contract/conversations'
import { PageQuery, paged } from '@frontdesk/contract/endpoint'
import type { Ctx } from '@frontdesk/modules/context'
import { findConversation, selectConversations, selectMessages } from '@frontdesk/modules/conversations/index'
import { NotFound } from '@frontdesk/modules/errors'
import { readPage } from '@frontdesk/modules/paging'
import { z } from 'zod'
import { Answer, askAgent, asText, conversationId, message } from './ask-agent.ts'
import { type McpTool, tool } from './tool.ts'

// How the people here share the work is not for customers.
const Conversation = contract.Conversation.pick({
  id: true,
  agentId: true,
  title: true,
  status: true,
  handler: true,
  lastActivityAt: true,
  createdAt: true,
})
const Message = contract.Message.pick({ seq: true, sender: true, text: true, createdAt: true }).extend({
  citations: Answer.shape.citations,
})

/** For whoever comes with a customer’s token: their own conversations, and the one agent where the token names it. */
export const customerTools = (agentId: string | null): McpTool[] => [
  agentId === null
    ? askTool(z.strictObject({ agentId: z.uuid().toLowerCase(), message, conversationId }), question => question)
    : askTool(z.strictObject({ message, conversationId }), question => ({ ...question, agentId })),
  tool({
    name: 'list_my_conversations',
    title: 'List my conversations',
    description: 'Your conversations, the latest activity first.',
    permission: 'conversations.read',
    isReadOnly: true,
    input: PageQuery,
    output: paged(Conversation),
    run: async (ctx, query) => {
      const page = readPage<[string, string]>(query, ['moment', 'id'])
      const { items, next } = await selectConversations(ctx, page, { view: 'all', agentId: agentId ?? undefined })
      return { items: items.map(each => Conversation.parse(each)), next }
    },
  }),
  tool({
    name: 'read_my_conversation',
    title: 'Read my conversation',
    description: 'What was said in one of your conversations, in order.',
    permission: 'conversations.read',
    isReadOnly: true,
    input: contract.listMessages.query.extend({ conversationId: z.uuid().toLowerCase() }),
    output: z.object({ conversation: Conversation, messages: z.array(Message), next: z.string().nullable() }),
    run: async (ctx, { conversationId, afterSeq, limit }) => {
      const conversation = await findTheirs(ctx, conversationId, agentId)
      const { items, next } = await selectMessages(ctx, conversationId, afterSeq, limit)
      return {
        conversation: Conversation.parse(conversation),
        messages: items.map(each => Message.parse(each)),
        next,
      }
    },
  }),
]

type Question = z.ZodObject<{ message: typeof message; conversationId: typeof conversationId }>

const askTool = <I extends Question>(
  input: I,
  asked: (given: z.output<I>) => Parameters<typeof askAgent>[1],
): McpTool =>
  tool({
    name: 'ask_agent',
    title: 'Ask the agent',
    description:
      'Says something to the AI agent who looks after you, and gives its answer with the sources that it cites. Pass the conversationId of the result to go on.',
    permission: 'conversations.reply',
    isReadOnly: false,
    input,
    output: Answer,
    run: async (ctx, given, signal) => {
      const question = asked(given)
      if (question.conversationId) await findTheirs(ctx, question.conversationId, question.agentId)
      return askAgent(ctx, question, signal)
    },
    textOf: asText,
  })

/** One that a token for one agent does not open is as unknown as somebody else's. */
const findTheirs = async (ctx: Ctx, id: string, agentId: string | null) => {
  const conversation = await findConversation(ctx, id)
  if (agentId !== null && conversation.agentId !== agentId) throw new NotFound('conversation')
  return conversation
}
