import { NewAgent } from '@frontdesk/contract/agents'
import type { AgentVersion, VersionTool, WholeAgentVersion } from '@frontdesk/contract/versions'
import type { Row } from '@frontdesk/platform/database/transaction'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'
import type { Content } from './version.ts'

const columns = `agent_id, number, hash, model, knowledge_hash, knowledge_documents, note, published_by, published_at`

type NewVersion = Content & { agentId: string; hash: string; note: string }

/** The agent is locked, so that numbers follow each other without a gap. */
export const insertVersion = async (ctx: Ctx, version: NewVersion): Promise<AgentVersion> => {
  const [inserted] = await ctx.sql([
    {
      text: `INSERT INTO agent_versions (organization_id, agent_id, number, hash, configuration, tools, model, knowledge_hash, knowledge_documents, note, published_by, published_at)
        SELECT $1::uuid, $2::uuid, COALESCE(max(number), 0) + 1, $3::text, $4::json, $5::json, $6::text, $7::text, $8::integer, $9::text, $10::text, $11::timestamptz
        FROM agent_versions WHERE organization_id = $1::uuid AND agent_id = $2::uuid
        RETURNING ${columns}`,
      values: [
        ctx.organizationId,
        version.agentId,
        version.hash,
        JSON.stringify(version.configuration),
        JSON.stringify(version.tools),
        version.model,
        version.knowledge.hash,
        version.knowledge.documents,
        version.note,
        ctx.actor.id,
        ctx.now(),
      ],
    },
  ])
  if (!inserted?.rows[0]) throw new NotFound('agent')
  return versionOf(inserted.rows[0])
}

export const findSame = async (ctx: Ctx, agentId: string, hash: string): Promise<AgentVersion | undefined> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM agent_versions WHERE organization_id = $1::uuid AND agent_id = $2::uuid AND hash = $3::text`,
      values: [ctx.organizationId, agentId, hash],
    },
  ])
  return found?.rows[0] && versionOf(found.rows[0])
}

export const findVersion = async (ctx: Ctx, agentId: string, number: number): Promise<WholeAgentVersion> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns}, configuration, tools FROM agent_versions
        WHERE organization_id = $1::uuid AND agent_id = $2::uuid AND number = $3::integer`,
      values: [ctx.organizationId, agentId, number],
    },
  ])
  const row = found?.rows[0]
  if (!row) throw new NotFound('version')
  return {
    ...versionOf(row),
    // What a version of earlier times does not have is as it would be in a new agent.
    configuration: NewAgent.parse(row.configuration),
    tools: row.tools as VersionTool[],
  }
}

export const selectVersions = async (ctx: Ctx, agentId: string, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM agent_versions WHERE organization_id = $1::uuid AND agent_id = $2::uuid
        AND ($3::bigint IS NULL OR number < $3::bigint) ORDER BY number DESC LIMIT $4::integer`,
      values: [ctx.organizationId, agentId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(versionOf), limit, ({ number }) => [String(number)])
}

const versionOf = (row: Row): AgentVersion => ({
  agentId: String(row.agent_id),
  number: Number(row.number),
  hash: String(row.hash),
  note: String(row.note),
  model: String(row.model),
  knowledge: { documents: Number(row.knowledge_documents), hash: String(row.knowledge_hash) },
  publishedBy: String(row.published_by),
  publishedAt: (row.published_at as Date).toISOString(),
})
