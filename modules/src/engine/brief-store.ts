import { type AgentConfiguration, mostSteps } from '@frontdesk/contract/agents'
import type { Attachment } from '@frontdesk/contract/files'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { selectHistory } from '#conversations'
import { joinSummary, summaryOf } from './summary-store.ts'
import type { Brief, Lease, Said, Trace, TurnAgent } from './turn.ts'

// Enough for any model's sense of a support conversation; the prompt cuts by length.
export const historyLength = 60

/** The conversation `$2`, as one of an answer's sources. */
export const storedConversation = 'conversations c ON c.organization_id = a.organization_id AND c.id = $2::uuid'

/** A conversation that `$2` is about to begin. */
export const newConversation = `(SELECT NULL::uuid AS id, $1::uuid AS organization_id, $2::text AS created_by, 'ai' AS handler, '{}'::json AS attributes, 0 AS resolved_seq) c ON true`

/** Reads agent, knowledge and conversation for an answer; what follows is the number of the version that shall give it, and which agent. */
export const agentOfBrief = (
  conversation: string,
) => `SELECT a.id, a.version, a.name, a.instructions, a.personality, a.model, a.model_connection_id, a.fallback_model, a.fallback_model_connection_id, a.max_steps, a.burst_ms, a.reasoning_effort, a.temperature, a.knowledge_only, a.hand_over, a.built_in_tools, a.guardrails,
      COALESCE(k.revision, 0) AS knowledge_revision, c.created_by AS customer_id, c.handler, c.attributes, b.limits AS budgets, h.hours AS business_hours, s.text AS summary, s.upto_seq AS summary_seq, v.number AS version_number, v.configuration,
      CASE WHEN v.number IS NULL THEN EXISTS (SELECT FROM agent_tools g WHERE g.organization_id = a.organization_id AND g.agent_id = a.id)
        ELSE json_array_length(v.tools) > 0 END
        OR EXISTS (SELECT FROM tool_calls g WHERE g.organization_id = a.organization_id AND g.conversation_id = c.id) AS has_tools,
      (SELECT json_agg(json_build_object('model', p.model, 'inputPerMillion', p.input_per_million, 'outputPerMillion', p.output_per_million))
        FROM model_prices p WHERE p.organization_id = a.organization_id) AS prices
    FROM agents a JOIN ${conversation}
      LEFT JOIN knowledge_revisions k ON k.organization_id = a.organization_id
      LEFT JOIN budgets b ON b.organization_id = a.organization_id
      LEFT JOIN business_hours h ON h.organization_id = a.organization_id
      ${joinSummary}
      LEFT JOIN agent_versions v ON v.organization_id = a.organization_id AND v.agent_id = a.id AND v.number =`

type Question = Pick<Brief, 'question' | 'attachments' | 'page'>

export const briefOf = (row: Row, question: Question, history: Row[], toldSteps = 0): Brief => ({
  agent: agentOf(row),
  ...question,
  history: history.map(said => ({
    sender: said.sender as Said['sender'],
    text: String(said.text),
    seq: Number(said.seq),
    at: said.created_at as Date,
    attachments: (said.attachments ?? []) as Attachment[],
  })),
  summary: summaryOf(row),
  knowledgeRevision: Number(row.knowledge_revision),
  customerId: String(row.customer_id),
  attributes: row.attributes as Brief['attributes'],
  hasTools: row.has_tools === true,
  prices: (row.prices ?? []) as Brief['prices'],
  budgets: row.budgets as Brief['budgets'],
  businessHours: row.business_hours as Brief['businessHours'],
  toldSteps,
})

/** What a version that was published before there was such a thing is answered with. */
const addedLater = {
  fallbackModel: null,
  fallbackModelConnectionId: null,
  maxSteps: mostSteps,
  burstMs: 0,
  reasoningEffort: null,
}
type Published = Omit<AgentConfiguration, keyof typeof addedLater> &
  Partial<Pick<AgentConfiguration, keyof typeof addedLater>>

const agentOf = (row: Row): TurnAgent =>
  row.version_number === null
    ? {
        id: String(row.id),
        versionNumber: null,
        name: String(row.name),
        instructions: String(row.instructions),
        personality: String(row.personality),
        model: row.model === null ? null : String(row.model),
        modelConnectionId: row.model_connection_id === null ? null : String(row.model_connection_id),
        fallbackModel: row.fallback_model === null ? null : String(row.fallback_model),
        fallbackModelConnectionId:
          row.fallback_model_connection_id === null ? null : String(row.fallback_model_connection_id),
        temperature: row.temperature === null ? null : Number(row.temperature),
        knowledgeOnly: row.knowledge_only === true,
        handOver: row.hand_over as TurnAgent['handOver'],
        builtInTools: row.built_in_tools as TurnAgent['builtInTools'],
        maxSteps: Number(row.max_steps),
        burstMs: Number(row.burst_ms),
        reasoningEffort: row.reasoning_effort as TurnAgent['reasoningEffort'],
        guardrails: row.guardrails as AgentConfiguration['guardrails'],
      }
    : {
        ...addedLater,
        ...(row.configuration as Published),
        id: String(row.id),
        versionNumber: Number(row.version_number),
      }

/** For a turn taken over: what its question was and what was said before it. */
export const readBrief = async (ctx: Ctx, lease: Lease): Promise<Brief | undefined> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT t.agent_id, t.version_number, t.question_seq, t.trace, m.text, m.attachments, m.page FROM turns t
        JOIN messages m ON m.organization_id = t.organization_id AND m.conversation_id = t.conversation_id AND m.seq = t.question_seq
        WHERE t.organization_id = $1 AND t.id = $2`,
      values: [ctx.organizationId, lease.turnId],
    },
  ])
  const turn = found?.rows[0]
  if (!turn) return undefined
  const [agent, history] = await ctx.sql([
    {
      text: `${agentOfBrief(storedConversation)} $4::integer WHERE a.organization_id = $1::uuid AND a.id = $3::uuid`,
      values: [ctx.organizationId, lease.conversationId, turn.agent_id, turn.version_number],
    },
    selectHistory(ctx.organizationId, lease.conversationId, historyLength),
  ])
  const said = (history?.rows ?? []).filter(row => Number(row.seq) < Number(turn.question_seq)).reverse()
  const { toldSteps } = turn.trace as Trace
  const question = {
    question: String(turn.text),
    attachments: (turn.attachments ?? []) as Attachment[],
    page: turn.page as Brief['page'],
  }
  return agent?.rows[0] && briefOf(agent.rows[0], question, said, toldSteps)
}
