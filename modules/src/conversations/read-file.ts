import type { Attachment } from '@frontdesk/contract/files'
import type { Ctx } from '#context'
import { Unavailable } from '#errors'
import { fileKey, findFile } from './file-store.ts'

/** A picture with its content. Throws NotFound alike for one that is not there and one that is not theirs to see. */
export const readFile = async (ctx: Ctx, fileId: string): Promise<Attachment & { content: Uint8Array }> => {
  ctx.must('conversations.read')
  const attachment = await findFile(ctx, fileId)
  const content = await ctx.platform.storage.get(fileKey(ctx.organizationId, fileId))
  if (!content) throw new Unavailable('The content of this file is not there right now. Try again later.')
  return { ...attachment, content }
}
