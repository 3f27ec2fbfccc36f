import type { TurnStatus } from '@frontdesk/contract/chat'
import type { Citation } from '@frontdesk/contract/conversations'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { withinScope } from '#conversations'
import { NotFound } from '#errors'
import type { Ending, Position, Trace } from './turn.ts'

export type TurnRow = {
  id: string
  conversationId: string
  agentId: string
  agentVersion: number
  publishedVersion: { number: number; hash: string } | null
  status: TurnStatus
  attempt: number
  question: string
  messageId: string | null
  trace: Trace
  startedAt: Date
  finishedAt: Date | null
}

/** Throws NotFound alike for a turn of a conversation that the actor does not see, and one that is not there. */
export const findTurn = async (ctx: Ctx, turnId: string): Promise<TurnRow> => {
  const scope = withinScope(ctx.actor, 3)
  const conversation = ' JOIN conversations c ON c.organization_id = t.organization_id AND c.id = t.conversation_id'
  const [result] = await ctx.sql([
    {
      name: `turns.find${scope.name}`,
      text: `SELECT t.id, t.conversation_id, t.agent_id, t.agent_version, t.version_number, v.hash AS version_hash, t.status, t.attempt, m.text AS question,
          t.message_id, t.trace, t.started_at, t.finished_at
        FROM turns t JOIN messages m ON m.organization_id = t.organization_id AND m.conversation_id = t.conversation_id AND m.seq = t.question_seq
        LEFT JOIN agent_versions v ON v.organization_id = t.organization_id AND v.agent_id = t.agent_id AND v.number = t.version_number${scope.and && conversation}
        WHERE t.organization_id = $1::uuid AND t.id = $2::uuid${scope.and}`,
      values: [ctx.organizationId, turnId, ...scope.values],
    },
  ])
  if (!result?.rows[0]) throw new NotFound('turn')
  return turnOf(result.rows[0])
}

const turnOf = (row: Row): TurnRow => ({
  id: String(row.id),
  conversationId: String(row.conversation_id),
  agentId: String(row.agent_id),
  agentVersion: Number(row.agent_version),
  publishedVersion:
    row.version_hash === null ? null : { number: Number(row.version_number), hash: String(row.version_hash) },
  status: row.status as TurnStatus,
  attempt: Number(row.attempt),
  question: String(row.question),
  messageId: row.message_id === null ? null : String(row.message_id),
  trace: row.trace as Trace,
  startedAt: row.started_at as Date,
  finishedAt: row.finished_at as Date | null,
})

/** For the engine's own work, whoever it is done for. Undefined for a turn that is not there. */
export const findStatus = async (ctx: Ctx, turnId: string): Promise<TurnStatus | undefined> => {
  const text = 'SELECT status FROM turns WHERE organization_id = $1::uuid AND id = $2::uuid'
  const [result] = await ctx.sql([{ text, values: [ctx.organizationId, turnId] }])
  return result?.rows[0]?.status as TurnStatus | undefined
}

export type Progress = { attempt: number; status: TurnStatus; text: string; from: number; ending: Ending | undefined }

// Offsets count UTF-16 units and the database code points, so it may hand over one chunk too many, never too few.
/** What the database knows of an answer after a reader's position; the whole attempt when it is another one by now. */
export const readProgress = async (ctx: Ctx, turnId: string, position: Position): Promise<Progress> => {
  const [turns, chunks, messages] = await ctx.sql([
    {
      name: 'turns.progress',
      text: `SELECT attempt, status, trace, message_id FROM turns WHERE organization_id = $1::uuid AND id = $2::uuid`,
      values: [ctx.organizationId, turnId],
    },
    {
      name: 'answer-chunks.after',
      text: `SELECT c.attempt, c.start_offset, c.text FROM answer_chunks c
        JOIN turns t ON t.organization_id = c.organization_id AND t.id = c.turn_id AND t.attempt = c.attempt
        WHERE c.organization_id = $1::uuid AND c.turn_id = $2::uuid
          AND (t.attempt <> $3::int OR c.start_offset + 2 * length(c.text) > $4::int) ORDER BY c.start_offset`,
      values: [ctx.organizationId, turnId, position.attempt, position.offset],
    },
    {
      name: 'turns.answer',
      text: `SELECT m.id, m.seq, m.text, m.citations FROM turns t
        JOIN messages m ON m.organization_id = t.organization_id AND m.conversation_id = t.conversation_id AND m.id = t.message_id
        WHERE t.organization_id = $1::uuid AND t.id = $2::uuid`,
      values: [ctx.organizationId, turnId],
    },
  ])
  const turn = turns?.rows[0]
  if (!turn) throw new NotFound('turn')
  const attempt = Number(turn.attempt)
  const from = attempt === position.attempt ? position.offset : 0
  // Each statement sees what was committed before it: what belongs to a later state than the turn's waits for the next look.
  const answer = turn.status === 'running' ? undefined : messages?.rows[0]
  const ending = turn.status === 'running' ? undefined : endingOf(turn, answer)
  const written = (chunks?.rows ?? []).filter(chunk => chunk.attempt === turn.attempt)
  const text = answer ? String(answer.text).slice(from) : textAfter(written, from)
  return { attempt, status: turn.status as TurnStatus, text, from, ending }
}

/** Chunks follow each other without gaps; a reader may stand within one. */
const textAfter = (chunks: Row[], from: number) => {
  let text = ''
  for (const chunk of chunks) {
    const skip = from + text.length - Number(chunk.start_offset)
    if (skip < 0) break
    text += String(chunk.text).slice(skip)
  }
  return text
}

const endingOf = (turn: Row, answer: Row | undefined): Ending => ({
  status: turn.status as Ending['status'],
  messageId: answer ? String(answer.id) : null,
  seq: answer ? Number(answer.seq) : null,
  text: answer ? String(answer.text) : '',
  citations: answer ? (answer.citations as Citation[]) : [],
  trace: turn.trace as Trace,
})

/** The text that readers were last shown of an answer whose process is gone, as far as it was kept. */
export const readShown = async (ctx: Ctx, turnId: string): Promise<string> => {
  const [chunks] = await ctx.sql([
    {
      text: `SELECT start_offset, text FROM answer_chunks WHERE organization_id = $1::uuid AND turn_id = $2::uuid
        AND attempt = (SELECT max(attempt) FROM answer_chunks WHERE organization_id = $1::uuid AND turn_id = $2::uuid)
        ORDER BY start_offset`,
      values: [ctx.organizationId, turnId],
    },
  ])
  return textAfter(chunks?.rows ?? [], 0)
}

/** Asks for the stop; true when the turn was still running. */
export const requestCancel = async (ctx: Ctx, turnId: string): Promise<boolean> => {
  const [result] = await ctx.sql([
    {
      text: `UPDATE turns SET cancel_requested = true WHERE organization_id = $1::uuid AND id = $2::uuid AND status = 'running' RETURNING id`,
      values: [ctx.organizationId, turnId],
    },
  ])
  return result?.rows[0] !== undefined
}
