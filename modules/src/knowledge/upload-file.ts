import type { PushedDocument } from '@frontdesk/contract/knowledge'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { kindOfFile } from './parsing/file-kind.ts'
import { UnreadableDocument } from './parsing/parsed.ts'
import { first, hashOf, keep } from './push.ts'

type Upload = {
  file: File
  externalId?: string | undefined
  title?: string | undefined
  url?: string | undefined
}

/**
 * Keeps a file and has it read soon. Throws Invalid with the reason for what can be seen at once not to be readable;
 * what only reading shows becomes a document that says why it failed.
 */
export const uploadFile = async (ctx: Ctx, { file, externalId, title, url }: Upload): Promise<PushedDocument> => {
  ctx.must('knowledge.write')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const name = file.name.slice(-200).toWellFormed().replaceAll('\0', '')
  await kindOfFile(name, bytes).catch((error: unknown) => {
    if (!(error instanceof UnreadableDocument)) throw error
    throw new Invalid(error.reason, [{ pointer: '/file', message: error.reason }], 'unreadable')
  })
  const fileKey = `${ctx.organizationId}/${newId()}`
  // The file first: a document whose file is missing would be worse than a file without a document.
  await ctx.platform.storage.put(fileKey, bytes)
  const kept = first(
    await keep(ctx, [
      {
        externalId: externalId ?? null,
        kind: 'file',
        format: 'file',
        title: title ?? '',
        url: url ?? null,
        language: null,
        content: null,
        fileKey,
        fileName: name,
        contentHash: hashOf('file', name, title, url, bytes),
        bytes: bytes.length,
      },
    ]),
  )
  if (kept.outcome === 'unchanged') await ctx.platform.storage.delete(fileKey)
  return kept
}
