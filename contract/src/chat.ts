import { z } from 'zod'
import { Citation, HandOver } from './conversations.ts'
import { endpoint, Id, Moment } from './endpoint.ts'
import { mostAttachments } from './files.ts'
import { GuardrailNote } from './guardrails.ts'
import { Passage } from './knowledge.ts'
import { ToolCall } from './tool-calls.ts'
import { VersionNumber } from './versions.ts'

const ChatMessage = z.strictObject({
  agentId: Id,
  /** Absent: a new conversation. */
  conversationId: Id.optional(),
  /** Your id for this message; sending it again finds the first answer instead of making a second. */
  clientMessageId: z.string().min(1).max(200).optional(),
  /** Empty only beside pictures. */
  text: z.string().trim().max(10_000),
  /** Pictures that were uploaded before (`POST /files`) by whoever sends this. */
  attachments: z
    .array(z.strictObject({ fileId: Id }))
    .min(1)
    .max(mostAttachments)
    .optional(),
  /**
   * The page that the customer is on. Kept without its fragment, a name and a password; title and address are told to
   * the model.
   */
  page: z
    .strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000), title: z.string().trim().max(200).optional() })
    .optional(),
  /** For trying things out: the draft or a version answers this once, whichever is live. Needs `agents.write`. */
  version: z.union([z.literal('draft'), VersionNumber]).optional(),
})
export const NewChatMessage = ChatMessage.refine(({ text, attachments }) => text !== '' || attachments !== undefined, {
  path: ['text'],
  message: 'Write something, or send a picture along.',
})
export type NewChatMessage = z.output<typeof NewChatMessage>

export const ChatAnswer = z.object({
  conversationId: Id,
  turnId: Id,
  /** `handed-over`: people answer from here on. */
  status: z.enum(['completed', 'waiting', 'handed-over', 'cancelled', 'failed']),
  /** Null where people have the conversation: their answer is a message of its own, whenever it comes. */
  message: z.object({ id: Id, seq: z.int(), text: z.string(), citations: z.array(Citation) }).nullable(),
})
export type ChatAnswer = z.output<typeof ChatAnswer>

/**
 * `waiting`: a person has to decide on a call of a tool before the answer goes on. `handed-over`: people answer, because
 * this turn handed over or because they had the conversation already.
 */
export const TurnStatus = z.enum([
  'running',
  'waiting',
  'completed',
  'handed-over',
  'failed',
  'cancelled',
  'superseded',
])
export type TurnStatus = z.output<typeof TurnStatus>

/** One message of the model that called tools, and what came of the calls. */
const TurnStep = z.object({
  number: z.int(),
  model: z.string(),
  text: z.string(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  durationMs: z.number(),
  at: Moment,
  calls: z.array(ToolCall),
})

/** Everything about how one answer came to be. */
export const TurnTrace = z.object({
  id: Id,
  conversationId: Id,
  agentId: Id,
  /** The draft's version at that time. */
  agentVersion: z.int(),
  /** The published version that answered; null: the draft did. */
  publishedVersion: z.object({ number: z.int(), hash: z.string() }).nullable(),
  status: TurnStatus,
  /** 1, and one more for every time the answer was begun anew. */
  attempt: z.int(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  question: z.string(),
  /** The text that was searched for: the question, with what it leans on. */
  searchedFor: z.string().nullable(),
  /** What the model was told of what was said earlier and no longer fits, up to that message; null where nothing was left out. */
  summary: z.object({ text: z.string(), uptoSeq: z.int() }).nullable(),
  /** Made after this answer, for those that come; its tokens and cost are among those of this turn. */
  summaryMade: z.object({ uptoSeq: z.int(), inputTokens: z.int(), outputTokens: z.int() }).nullable(),
  passages: z.array(Passage.extend({ number: z.int() })),
  answerable: z.boolean().nullable(),
  confidence: z.number().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  /** How many of these a model spent on thinking; null where none said so. What it thought is not kept. */
  reasoningTokens: z.int().nullable(),
  /** By the organization's prices of models at that time; null where one of the models had none. */
  cost: z.number().nullable(),
  retrievalMs: z.number().nullable(),
  firstTokenMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  finishReason: z.string().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Why it went to people, where this turn handed over. */
  handOver: HandOver.omit({ at: true }).nullable(),
  /** What guardrails did, in that order; empty where none had to. */
  guardrails: z.array(GuardrailNote),
  /** What was done before the last message of the model; empty where nothing was called. */
  steps: z.array(TurnStep),
  messageId: Id.nullable(),
  startedAt: Moment,
  finishedAt: Moment.nullable(),
})
export type TurnTrace = z.output<typeof TurnTrace>

export const chat = endpoint('POST /chat', {
  summary:
    'Says something to an agent. The answer streams in the AI SDK UI message stream protocol, or comes whole with `Accept: application/json`.',
  permission: 'conversations.reply',
  body: NewChatMessage,
  reply: ChatAnswer,
  status: 200,
  stream: true,
  errors: ['not-found', 'conflict', 'unavailable'],
})
export const streamTurn = endpoint('GET /turns/:turnId/stream', {
  summary: 'The stream of a turn, from the start or after the event named by `Last-Event-ID`.',
  permission: 'conversations.read',
  status: 200,
  stream: true,
  errors: ['not-found'],
})
export const cancelTurn = endpoint('POST /turns/:turnId/cancel', {
  summary: 'Stops an answer; what was written until then is kept. Where it waits for a person, its calls are refused.',
  permission: 'conversations.reply',
  reply: z.object({ turnId: Id, status: TurnStatus }),
  errors: ['not-found'],
})
export const readTurn = endpoint('GET /turns/:turnId', {
  summary: 'The trace of a turn.',
  permission: 'conversations.read',
  reply: TurnTrace,
  errors: ['not-found'],
})
