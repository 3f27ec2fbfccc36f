import type { Attachment } from '@frontdesk/contract/files'
import { type Row, type Statement, systemSql } from '@frontdesk/platform/database/transaction'
import type { Platform } from '@frontdesk/platform/platform'
import type { Ctx } from '#context'
import { NotFound } from '#errors'
import { withinScope } from './scope-store.ts'

export const fileKey = (organizationId: string, fileId: string): string => `${organizationId}/${fileId}`

export const insertFile = async (ctx: Ctx, file: Attachment): Promise<void> => {
  await ctx.sql([
    {
      text: `INSERT INTO files (organization_id, id, name, media_type, width, height, bytes, created_by, created_at)
        VALUES ($1::uuid, $2::uuid, $3, $4, $5::int, $6::int, $7::int, $8, $9::timestamptz)`,
      values: [
        ctx.organizationId,
        file.fileId,
        file.name,
        file.mediaType,
        file.width,
        file.height,
        file.bytes,
        ctx.actor.id,
        ctx.now(),
      ],
    },
  ])
}

const columns = 'f.id, f.name, f.media_type, f.width, f.height, f.bytes'

/** One that the actor uploaded, or that was sent in a conversation that they see. */
export const findFile = async (ctx: Ctx, fileId: string): Promise<Attachment> => {
  const scope = withinScope(ctx.actor, 4)
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM files f WHERE f.organization_id = $1::uuid AND f.id = $2::uuid AND (f.created_by = $3::text
        OR EXISTS (SELECT FROM conversations c WHERE c.organization_id = f.organization_id AND c.id = f.conversation_id${scope.and}))`,
      values: [ctx.organizationId, fileId, ctx.actor.id, ...scope.values],
    },
  ])
  if (!found?.rows[0]) throw new NotFound('file')
  return attachmentOf(found.rows[0])
}

/** What the actor uploaded, in the order asked for. Throws NotFound when any of it is not theirs or not there. */
export const findOwnFiles = async (ctx: Ctx, fileIds: readonly string[]): Promise<Attachment[]> => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM files f WHERE f.organization_id = $1::uuid AND f.id = ANY($2::uuid[]) AND f.created_by = $3::text`,
      values: [ctx.organizationId, fileIds, ctx.actor.id],
    },
  ])
  const files = (found?.rows ?? []).map(attachmentOf)
  return [...new Set(fileIds.map(id => id.toLowerCase()))].map(id => {
    const file = files.find(({ fileId }) => fileId === id)
    if (!file) throw new NotFound('file')
    return file
  })
}

type Sent = { organizationId: string; conversationId: string; messageId: string; attachments: readonly Attachment[] }

/** Sends files along with a message that was kept just before: whoever sees its conversation sees them from now on. */
export const attachToMessage = ({ organizationId, conversationId, messageId, attachments }: Sent): Statement => ({
  name: 'files.attach',
  text: `WITH sent AS (
      UPDATE messages SET attachments = $4::json WHERE organization_id = $1::uuid AND conversation_id = $2::uuid AND id = $3::uuid
      RETURNING id)
    UPDATE files SET conversation_id = COALESCE(conversation_id, $2) WHERE organization_id = $1 AND id = ANY($5::uuid[])
      AND EXISTS (SELECT FROM sent)`,
  values: [
    organizationId,
    conversationId,
    messageId,
    JSON.stringify(attachments),
    attachments.map(({ fileId }) => fileId),
  ],
})

const unsentAtOnce = 500

/** Files that were uploaded before this moment and never sent, the oldest first. */
export const findUnsentFiles = async ({ database }: Platform, before: Date) => {
  const [unsent] = await systemSql(database, [
    {
      text: `SELECT organization_id, id FROM files WHERE conversation_id IS NULL AND created_at < $1::timestamptz
        ORDER BY created_at LIMIT $2::int`,
      values: [before, unsentAtOnce],
    },
  ])
  return (unsent?.rows ?? []).map(row => ({ organizationId: String(row.organization_id), fileId: String(row.id) }))
}

/** Forgets those of the files that were not sent meanwhile. Returns how many. */
export const deleteUnsentFiles = async ({ database }: Platform, fileIds: string[]): Promise<number> => {
  const [removed] = await systemSql(database, [
    { text: 'DELETE FROM files WHERE conversation_id IS NULL AND id = ANY($1::uuid[])', values: [fileIds] },
  ])
  return removed?.count ?? 0
}

const attachmentOf = (row: Row): Attachment => ({
  fileId: String(row.id),
  name: String(row.name),
  mediaType: row.media_type as Attachment['mediaType'],
  width: Number(row.width),
  height: Number(row.height),
  bytes: Number(row.bytes),
})
