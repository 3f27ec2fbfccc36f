import { type Attachment, largestImageBytes } from '@frontdesk/contract/files'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { DomainError } from '#errors'
import { fileKey, insertFile } from './file-store.ts'
import { drawAnew } from './picture.ts'

/** Keeps a picture that is to be sent with a message. Throws Invalid for what is none, DomainError for one that is too large. */
export const attachFile = async (ctx: Ctx, { file }: { file: File }): Promise<Attachment> => {
  ctx.must('conversations.reply')
  if (file.size > largestImageBytes)
    throw new DomainError(
      'too-large',
      `A picture may have ${largestImageBytes / 1024 / 1024} MB at most. Send a smaller one.`,
    )
  const { content, ...picture } = await drawAnew(new Uint8Array(await file.arrayBuffer()))
  const attachment = { fileId: newId(), name: nameOf(file), ...picture, bytes: content.length }
  // The content first: a file without one would be worse than one that nobody knows of.
  await ctx.platform.storage.put(fileKey(ctx.organizationId, attachment.fileId), content)
  await insertFile(ctx, attachment)
  return attachment
}

/** Without its path, and without what would turn a line around. */
const nameOf = ({ name }: File) =>
  name
    .replace(/^.*[\\/]/s, '')
    .replaceAll(/[\p{C}]/gu, '')
    .slice(-100)
    .toWellFormed() || 'picture'
