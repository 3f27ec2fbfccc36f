import type { Citation, CustomersPage } from '@frontdesk/contract/conversations'
import type { Attachment } from '@frontdesk/contract/files'
import type { Row, Statement, StatementResult } from '@frontdesk/platform/database/transaction'
import { versionForCustomer } from '#agents'
import type { Ctx } from '#context'
import {
  appendAgentMessage,
  appendCustomerMessage,
  attachToMessage,
  keepPage,
  lockConversation,
  openConversation,
  queueByTurn,
  selectHistory,
  titleOf,
} from '#conversations'
import { agentOfBrief, briefOf, historyLength, newConversation, storedConversation } from './brief-store.ts'
import type { HandOver } from './hand-over.ts'
import { type Brief, type Ending, type Lease, leaseMs, type Trace } from './turn.ts'

export type NewTurn = {
  turnId: string
  messageId: string
  conversationId: string
  isNewConversation: boolean
  agentId: string
  clientMessageId: string | null
  text: string
  /** What shall answer instead of the conversation's version; 0 is the draft. */
  askedVersion: number | null
  attachments: Attachment[]
  page: CustomersPage | null
}
export type Begun = {
  supersededTurnIds: string[]
  /** Somebody else began the conversation. */
  isOthers: boolean
  /** People have the conversation, so the message waits for them and its turn has ended already. */
  isPeoples: boolean
  /** Of the agent that shall answer; null is the draft. */
  versionNumber: number | null
}

/** Under which a new turn is answered, once it is kept. */
export const firstLease = ({ organizationId }: Ctx, { turnId, conversationId }: NewTurn): Lease => ({
  organizationId,
  turnId,
  conversationId,
  attempt: 1,
  leaseToken: 1,
})

/**
 * Keeps the customer's message and the turn that will answer it, and reads what the answer needs: one round trip.
 * Where the AI has the conversation `onBrief` is told of that before everything is kept, so that the model can think
 * meanwhile; what comes of it counts only if this resolves to something.
 * A turn that is still being answered in this conversation is superseded: the new one answers for both.
 * Undefined when nothing was kept, because the agent or conversation is missing or not seen, or the client id was here
 * before.
 */
export const keepQuestion = async (
  ctx: Ctx,
  turn: NewTurn,
  onBrief: (brief: Brief) => void = () => {},
): Promise<Begun | undefined> => {
  const at = ctx.now()
  const read = (row: Row | undefined, history: Row[]) => {
    const question = { question: turn.text, attachments: turn.attachments, page: turn.page }
    if (row?.handler === 'ai') onBrief(briefOf(row, question, history.toReversed()))
  }
  const { locked, kept, superseded, begun } = await (turn.isNewConversation ? keepFirst : keepNext)(ctx, turn, at, read)
  const row = begun?.rows[0]
  if (!kept?.rows[0] || !row) return undefined
  return {
    supersededTurnIds: (superseded?.rows ?? []).map(({ id }) => String(id)),
    isOthers: locked !== undefined && locked.rows[0]?.created_by !== ctx.actor.id,
    isPeoples: row.handler !== 'ai',
    versionNumber: row.version_number === null ? null : Number(row.version_number),
  }
}

type Kept = Partial<Record<'locked' | 'kept' | 'superseded' | 'begun', StatementResult | undefined>>
type ReadBrief = (row: Row | undefined, history: Row[]) => void

/** The brief is read first, while there is nothing of the conversation yet: keeping takes longer than reading. */
const keepFirst = async (ctx: Ctx, turn: NewTurn, at: Date, read: ReadBrief): Promise<Kept> => {
  const title = titleOf(turn.text || turn.attachments.map(({ name }) => name).join(', '))
  const message = { ...turn, title, organizationId: ctx.organizationId, createdBy: ctx.actor.id, at }
  const [, kept, begun] = await ctx.sql([
    { ...readFirst(ctx, turn), early: ({ rows }) => read(rows[0], []) },
    openConversation(message),
    beginFirst(ctx, turn, at),
    ...sendAlong(ctx, turn),
  ])
  return { kept, begun }
}

const keepNext = async (ctx: Ctx, turn: NewTurn, at: Date, read: ReadBrief): Promise<Kept> => {
  const { organizationId } = ctx
  let history: Row[] = []
  const remember = ({ rows: [_question, ...before] }: StatementResult) => {
    history = before
  }
  const [locked, kept, superseded, , begun] = await ctx.sql([
    lockConversation(organizationId, turn.conversationId),
    appendCustomerMessage({ ...turn, organizationId, at }, ctx.actor),
    supersede(ctx, turn, at),
    { ...selectHistory(organizationId, turn.conversationId, historyLength), early: remember },
    { ...beginNext(ctx, turn, at), early: ({ rows }) => read(rows[0], history) },
    ...sendAlong(ctx, turn),
  ])
  return { locked, kept, superseded, begun }
}

/** Most messages come with nothing of this, and pay nothing for it. */
const sendAlong = ({ organizationId }: Ctx, turn: NewTurn): Statement[] => [
  ...(turn.attachments.length === 0 ? [] : [attachToMessage({ ...turn, organizationId })]),
  ...(turn.page === null ? [] : [keepPage({ ...turn, organizationId, page: turn.page })]),
]

// Nothing of the question was kept when the newest message is another one.
const newestMessage = `SELECT id, seq FROM messages WHERE organization_id = $1 AND conversation_id = $2 ORDER BY seq DESC LIMIT 1`

const supersede = (ctx: Ctx, turn: NewTurn, at: Date): Statement => ({
  name: 'turns.supersede',
  text: `UPDATE turns SET status = 'superseded', finished_at = $4
    WHERE organization_id = $1 AND conversation_id = $2 AND status = 'running'
      AND EXISTS (SELECT FROM (${newestMessage}) m WHERE m.id = $3)
    RETURNING id`,
  values: [ctx.organizationId, turn.conversationId, turn.messageId, at],
})

const readFirst = (ctx: Ctx, turn: NewTurn): Statement => ({
  name: 'turns.read-first',
  text: `${agentOfBrief(newConversation)} COALESCE($4::integer, ${versionForCustomer('$2')})
    WHERE a.organization_id = $1::uuid AND a.id = $3::uuid AND a.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM conversations WHERE organization_id = $1 AND created_by = $2 AND client_id = $5::text)`,
  values: [ctx.organizationId, ctx.actor.id, turn.agentId, turn.askedVersion, turn.clientMessageId],
})

const intoTurns =
  'INSERT INTO turns (organization_id, id, conversation_id, agent_id, started_at, lease_owner, lease_until, agent_version, question_seq, status, finished_at, version_number)'

const turnValues = (ctx: Ctx, turn: NewTurn, at: Date) => [
  ctx.organizationId,
  turn.conversationId,
  turn.turnId,
  turn.agentId,
  at,
  ctx.platform.processId,
  new Date(at.getTime() + leaseMs),
  turn.askedVersion,
]

const beginFirst = (ctx: Ctx, turn: NewTurn, at: Date): Statement => ({
  name: 'turns.begin-first',
  text: `${intoTurns}
    SELECT $1::uuid, $3::uuid, c.id, a.id, $5, $6, $7, a.version, c.last_seq, 'running', NULL, CASE $8::integer WHEN 0 THEN NULL ELSE COALESCE($8, c.version_number) END
    FROM conversations c JOIN agents a ON a.organization_id = c.organization_id AND a.id = c.agent_id
    WHERE c.organization_id = $1 AND c.id = $2::uuid AND a.id = $4::uuid
    RETURNING 'ai' AS handler, version_number`,
  values: turnValues(ctx, turn, at),
})

const versionOfNext = `COALESCE($8::integer, CASE WHEN c.agent_id = a.id THEN c.version_number ELSE ${versionForCustomer('c.created_by')} END)`

const beginNext = (ctx: Ctx, turn: NewTurn, at: Date): Statement => ({
  name: 'turns.begin-next',
  text: `WITH agent AS (${agentOfBrief(storedConversation)} ${versionOfNext} WHERE a.organization_id = $1::uuid AND a.id = $4::uuid),
    begun AS (
      ${intoTurns}
      SELECT $1, $3::uuid, $2::uuid, agent.id, $5::timestamptz, $6, $7, agent.version, m.seq, CASE agent.handler WHEN 'ai' THEN 'running' ELSE 'handed-over' END,
        CASE agent.handler WHEN 'ai' THEN NULL ELSE $5 END, agent.version_number
      FROM agent, (${newestMessage}) m WHERE m.id = $9::uuid
      RETURNING id)
    SELECT agent.* FROM agent, begun`,
  values: [...turnValues(ctx, turn, at), turn.messageId],
})

type Finish = {
  lease: Lease
  status: Ending['status']
  message: { id: string; text: string; citations: Citation[]; finish: 'complete' | 'cancelled' | 'failed' } | undefined
  trace: Trace
  hasKeptChunks: boolean
  /** Given where people go on from here. */
  handOver: HandOver | undefined
}

/**
 * Ends the turn and keeps its answer, its trace and the news of it: one round trip, all or nothing.
 * Undefined when the lease is no longer ours: then somebody else ended or took over the turn, and nothing was kept.
 */
export const finishTurn = async (ctx: Ctx, { lease, status, message, trace, hasKeptChunks, handOver }: Finish) => {
  const at = ctx.now()
  const { organizationId } = ctx
  const appending = message && { ...lease, ...message, messageId: message.id, at }
  const results = await ctx.sql([
    lockConversation(organizationId, lease.conversationId),
    ...(appending ? [appendAgentMessage(appending)] : []),
    ...(handOver ? [queueByTurn(queuedBy(lease, handOver, at), lease)] : []),
    {
      name: 'turns.finish',
      text: `UPDATE turns SET status = $4, message_id = $5, trace = $6, finished_at = CASE WHEN $4 = 'waiting' THEN NULL ELSE $7::timestamptz END
        WHERE organization_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running' RETURNING id`,
      values: [organizationId, lease.turnId, lease.leaseToken, status, message?.id ?? null, JSON.stringify(trace), at],
    },
    ...(hasKeptChunks ? [forgetChunks(lease)] : []),
  ])
  const [, appended] = results
  const finished = results[1 + (appending ? 1 : 0) + (handOver ? 1 : 0)]?.rows[0]
  return finished ? { seq: message ? Number(appended?.rows[0]?.seq) : null } : undefined
}

const queuedBy = ({ organizationId, conversationId }: Lease, { teamId, ...why }: HandOver, at: Date) => ({
  organizationId,
  conversationId,
  handOver: { ...why, at: at.toISOString() },
  teamId,
})

const forgetChunks = ({ organizationId, turnId }: Lease): Statement => ({
  name: 'answer-chunks.forget',
  text: `DELETE FROM answer_chunks WHERE organization_id = $1 AND turn_id = $2`,
  values: [organizationId, turnId],
})

/** The next attempt of our own turn, in a new place of the text. Undefined when the lease is no longer ours. */
export const beginAttempt = async (ctx: Ctx, lease: Lease): Promise<Lease | undefined> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE turns SET attempt = attempt + 1 WHERE organization_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running'
        RETURNING attempt`,
      values: [lease.organizationId, lease.turnId, lease.leaseToken],
    },
  ])
  return result?.rows[0] && { ...lease, attempt: Number(result.rows[0].attempt) }
}
