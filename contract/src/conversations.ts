import { z } from 'zod'
import { endpoint, Id, Moment, PageQuery, paged } from './endpoint.ts'
import { Attachment } from './files.ts'

export const Citation = z.object({
  /** The number in the text: `[1]` belongs to the citation with number 1. */
  number: z.int(),
  chunkId: Id,
  documentId: Id,
  externalId: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  text: z.string(),
})
export type Citation = z.output<typeof Citation>

/** The page that a customer was on. */
export const CustomersPage = z.object({ url: z.string(), title: z.string().nullable() })
export type CustomersPage = z.output<typeof CustomersPage>

export const Message = z.object({
  id: Id,
  conversationId: Id,
  /** 1, 2, 3 … without gaps within the conversation. */
  seq: z.int(),
  /** `agent` is the AI, `person` somebody of the organization. */
  sender: z.enum(['customer', 'agent', 'person']),
  /** Who wrote it, of a person's message. */
  author: z.object({ userId: z.string().nullable(), name: z.string() }).nullable(),
  text: z.string(),
  citations: z.array(Citation),
  /** Pictures that the customer sent with it. */
  attachments: z.array(Attachment),
  /** Where the customer wrote it, if they said so. */
  page: CustomersPage.nullable(),
  /** How an agent's message ended; `cancelled` keeps what was written until the stop. */
  finish: z.enum(['complete', 'cancelled', 'failed']).nullable(),
  turnId: Id.nullable(),
  clientMessageId: z.string().nullable(),
  createdAt: Moment,
})
export type Message = z.output<typeof Message>

/** Who answers: its agent, nobody yet, or people. */
export const Handler = z.enum(['ai', 'queue', 'person'])
export type Handler = z.output<typeof Handler>

/**
 * What brought a conversation to people: the agent's own decision, what the customer asked for, a rule, a promise of a
 * person that the agent made, a model that failed or stayed silent, a statement that nothing covers, a budget
 * that is used up, or somebody who said so.
 */
export const HandOverCause = z.enum([
  'agent',
  'customer',
  'rule',
  'promise',
  'failure',
  'timeout',
  'claim',
  'limit',
  'person',
])
export type HandOverCause = z.output<typeof HandOverCause>

export const HandOver = z.object({
  cause: HandOverCause,
  reason: z.string(),
  /** What the customer wants, what was tried, what is known; for whoever takes over. */
  summary: z.string(),
  at: Moment,
})
export type HandOver = z.output<typeof HandOver>

const Attributes = z.record(z.string().min(1).max(100), z.union([z.string().max(1_000), z.number(), z.boolean()]))
const Labels = z.array(z.string().trim().min(1).max(50)).max(50)

export const Conversation = z.object({
  id: Id,
  agentId: Id,
  /** The customer's first words. */
  title: z.string(),
  status: z.enum(['open', 'resolved']),
  handler: Handler,
  /** The last hand-over, until the conversation goes back to its agent or is resolved. */
  handOver: HandOver.nullable(),
  /** Since when the customer has been waiting for an answer. */
  waitingSince: Moment.nullable(),
  attributes: Attributes,
  labels: Labels,
  lastSeq: z.int(),
  /** The turn that is being answered right now; its stream can be joined. */
  liveTurnId: Id.nullable(),
  /** The person who looks after it, and the team whose it is. */
  assigneeId: z.string().nullable(),
  teamId: Id.nullable(),
  lastActivityAt: Moment,
  createdAt: Moment,
})
export type Conversation = z.output<typeof Conversation>

/** Where a search found what it looked for. */
export const Match = z.object({
  /** The message; null for the title or what is known of the customer. */
  messageSeq: z.int().nullable(),
  /** Some of its text, on one line. */
  excerpt: z.string(),
  /** Which characters of the excerpt are the words that were looked for: from `start` to before `end`. */
  marks: z.array(z.object({ start: z.int(), end: z.int() })),
})
export type Match = z.output<typeof Match>

export const ListedConversation = Conversation.extend({
  /** Only of a search. */
  match: Match.optional(),
})
export type ListedConversation = z.output<typeof ListedConversation>

/** Assigned to whoever asks, to nobody, of a team of theirs, or everything that they see. */
const View = z.enum(['mine', 'unassigned', 'team', 'all'])
export type View = z.output<typeof View>

const Status = Conversation.shape.status

export const listConversations = endpoint('GET /conversations', {
  summary:
    'The conversations that one sees, the latest activity first. With `search` those that have all its words, the last of which may be a beginning; a page of them may hold few or none and still have a next one.',
  permission: 'conversations.read',
  query: PageQuery.extend({
    agentId: Id.optional(),
    view: View.default('all'),
    status: Status.optional(),
    handler: Handler.optional(),
    /** Words of its messages, its title, the customer’s id or attributes, in any order and case. */
    search: z.string().trim().min(2).max(200).optional(),
  }),
  reply: paged(ListedConversation),
})

/** Counting further would cost more than anybody learns from it. */
export const mostCounted = 1_000

const Count = z.int().max(mostCounted)

export const countConversations = endpoint('GET /conversations/counts', {
  summary: 'How many conversations each view has; 1,000 means that many or more.',
  permission: 'conversations.read',
  query: z.strictObject({ status: Status.optional() }),
  reply: z.object({ mine: Count, unassigned: Count, team: Count, all: Count }),
})
export const readConversation = endpoint('GET /conversations/:conversationId', {
  summary: 'One conversation.',
  permission: 'conversations.read',
  reply: Conversation,
  errors: ['not-found'],
})
export const renameConversation = endpoint('PATCH /conversations/:conversationId', {
  summary:
    'Gives a conversation another title, status, labels or attributes. Attributes that are not given stay; null removes one.',
  permission: 'conversations.reply',
  body: z.strictObject({
    title: z.string().trim().min(1).max(200).optional(),
    status: z.enum(['open', 'resolved']).optional(),
    labels: Labels.optional(),
    attributes: z.record(Attributes.keyType, Attributes.valueType.nullable()).optional(),
  }),
  reply: Conversation,
  errors: ['not-found'],
})
export const listMessages = endpoint('GET /conversations/:conversationId/messages', {
  summary: 'Messages after a sequence number, in order.',
  permission: 'conversations.read',
  query: z.strictObject({
    afterSeq: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  reply: z.object({ items: z.array(Message), next: z.string().nullable(), lastSeq: z.int() }),
  errors: ['not-found'],
})
