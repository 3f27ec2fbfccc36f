import type { Citation } from '@frontdesk/contract/conversations'
import type { Row, Statement } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import {
  announceMessage,
  appendAgentMessage,
  appendCustomerMessage,
  lockConversation,
  openConversation,
  selectHistory,
} from '#conversations'
import { type Brief, type Ending, type Lease, leaseMs, type Said, type Trace } from './turn.ts'

export type NewTurn = {
  turnId: string
  messageId: string
  conversationId: string
  isNewConversation: boolean
  agentId: string
  clientMessageId: string | null
  text: string
}
export type Begun = { lease: Lease; brief: Brief; questionSeq: number; supersededTurnIds: string[] }

// Enough for any model's sense of a support conversation; the prompt cuts by length.
const historyLength = 30

/**
 * Keeps the customer's message and the turn that will answer it, and reads what the answer needs: one round trip.
 * A turn that is still being answered in this conversation is superseded: the new one answers for both.
 * Undefined when nothing was kept, because the agent or conversation is missing or the client id was seen before.
 */
export const keepQuestion = async (ctx: Ctx, turn: NewTurn): Promise<Begun | undefined> => {
  const at = ctx.now()
  const { organizationId } = ctx
  const message = { ...turn, organizationId, at }
  const first = turn.isNewConversation
    ? openConversation({ ...message, createdBy: ctx.actor.id })
    : lockConversation(organizationId, turn.conversationId)
  const results = await ctx.sql([
    first,
    ...appendCustomerMessage(message),
    supersede(ctx, turn, at),
    insertTurn(ctx, turn, at),
    announceMessage({ ...message, leaseToken: 1 }),
    selectBrief(ctx, turn.agentId),
    selectHistory(organizationId, turn.conversationId, historyLength),
  ])
  const [, , kept, superseded, inserted, , agent, history] = results
  const agentRow = agent?.rows[0]
  const seq = Number(kept?.rows[0]?.seq)
  if (!inserted?.rows[0] || !agentRow || !seq) return undefined
  const said = (history?.rows ?? []).filter(row => Number(row.seq) < seq).reverse()
  return {
    lease: { organizationId, turnId: turn.turnId, conversationId: turn.conversationId, attempt: 1, leaseToken: 1 },
    brief: briefOf(agentRow, turn.text, said),
    questionSeq: seq,
    supersededTurnIds: (superseded?.rows ?? []).map(row => String(row.id)),
  }
}

const supersede = (ctx: Ctx, turn: NewTurn, at: Date): Statement => ({
  name: 'turns.supersede',
  text: `UPDATE turns SET status = 'superseded', finished_at = $4
    WHERE organization_id = $1 AND conversation_id = $2 AND status = 'running' AND EXISTS (
      SELECT FROM messages WHERE organization_id = $1 AND conversation_id = $2 AND id = $3)
    RETURNING id`,
  values: [ctx.organizationId, turn.conversationId, turn.messageId, at],
})

const insertTurn = (ctx: Ctx, turn: NewTurn, at: Date): Statement => ({
  name: 'turns.insert',
  text: `INSERT INTO turns (organization_id, id, conversation_id, agent_id, agent_version, question_seq, status, lease_owner, lease_until, started_at)
    SELECT $1, $2, $3, a.id, a.version, m.seq, 'running', $5, $6, $7 FROM messages m
    JOIN agents a ON a.organization_id = $1 AND a.id = $4 AND a.deleted_at IS NULL
    WHERE m.organization_id = $1 AND m.conversation_id = $3 AND m.turn_id = $2 AND m.sender = 'customer'
    RETURNING id`,
  values: [
    ctx.organizationId,
    turn.turnId,
    turn.conversationId,
    turn.agentId,
    ctx.platform.processId,
    new Date(at.getTime() + leaseMs),
    at,
  ],
})

const selectBrief = (ctx: Ctx, agentId: string): Statement => ({
  name: 'turns.brief',
  text: `SELECT a.id, a.version, a.name, a.instructions, a.personality, a.model, a.temperature, a.knowledge_only, COALESCE(k.revision, 0) AS knowledge_revision
    FROM agents a LEFT JOIN knowledge_revisions k ON k.organization_id = a.organization_id
    WHERE a.organization_id = $1::uuid AND a.id = $2::uuid`,
  values: [ctx.organizationId, agentId],
})

const briefOf = (row: Row, question: string, history: Row[]): Brief => ({
  agent: {
    id: String(row.id),
    version: Number(row.version),
    name: String(row.name),
    instructions: String(row.instructions),
    personality: String(row.personality),
    model: row.model === null ? null : String(row.model),
    temperature: row.temperature === null ? null : Number(row.temperature),
    knowledgeOnly: row.knowledge_only === true,
  },
  question,
  history: history.map(said => ({ sender: said.sender as Said['sender'], text: String(said.text) })),
  knowledgeRevision: Number(row.knowledge_revision),
})

/** For a turn taken over: what its question was and what was said before it. */
export const readBrief = async (ctx: Ctx, lease: Lease): Promise<Brief | undefined> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT t.agent_id, t.question_seq, m.text FROM turns t
        JOIN messages m ON m.organization_id = t.organization_id AND m.conversation_id = t.conversation_id AND m.seq = t.question_seq
        WHERE t.organization_id = $1 AND t.id = $2`,
      values: [ctx.organizationId, lease.turnId],
    },
  ])
  const turn = found?.rows[0]
  if (!turn) return undefined
  const [agent, history] = await ctx.sql([
    selectBrief(ctx, String(turn.agent_id)),
    selectHistory(ctx.organizationId, lease.conversationId, historyLength),
  ])
  const said = (history?.rows ?? []).filter(row => Number(row.seq) < Number(turn.question_seq)).reverse()
  return agent?.rows[0] && briefOf(agent.rows[0], String(turn.text), said)
}

type Finish = {
  lease: Lease
  status: Ending['status']
  message: { id: string; text: string; citations: Citation[]; finish: 'complete' | 'cancelled' | 'failed' } | undefined
  trace: Trace
  hasKeptChunks: boolean
}

/**
 * Ends the turn and keeps its answer, its trace and the news of it: one round trip, all or nothing.
 * Undefined when the lease is no longer ours: then somebody else ended or took over the turn, and nothing was kept.
 */
export const finishTurn = async (ctx: Ctx, { lease, status, message, trace, hasKeptChunks }: Finish) => {
  const at = ctx.now()
  const { organizationId } = ctx
  const appending = message && { ...lease, ...message, messageId: message.id, at }
  const appended = appending ? [...appendAgentMessage(appending), announceMessage(appending)] : []
  const results = await ctx.sql([
    lockConversation(organizationId, lease.conversationId),
    ...appended,
    {
      name: 'turns.finish',
      text: `UPDATE turns SET status = $4, message_id = $5, trace = $6, finished_at = $7
        WHERE organization_id = $1 AND id = $2 AND lease_token = $3 AND status = 'running' RETURNING id`,
      values: [organizationId, lease.turnId, lease.leaseToken, status, message?.id ?? null, JSON.stringify(trace), at],
    },
    ...(hasKeptChunks ? [forgetChunks(lease)] : []),
  ])
  const finished = results[appended.length + 1]?.rows[0]
  return finished ? { seq: message ? Number(results[2]?.rows[0]?.seq) : null } : undefined
}

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
