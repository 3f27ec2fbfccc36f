import { audited } from '#audit'
import type { Ctx } from '#context'
import { removeDocument } from './document-store.ts'

/** Deletes a document with its text, chunks, vectors and file. Throws NotFound. */
export const deleteDocument = async (ctx: Ctx, documentId: string): Promise<void> => {
  ctx.must('knowledge.write')
  const { fileKey } = await audited(
    ctx,
    'document.deleted',
    within => removeDocument(within, documentId),
    () => ({ target: documentId }),
  )
  if (fileKey) await ctx.platform.storage.delete(fileKey)
}
