import type { Attachment } from '@frontdesk/contract/files'
import type { ModelImage } from '@frontdesk/platform/models/port'
import type { Ctx } from '#context'
import { fileKey } from '#conversations'
import type { Brief } from './turn.ts'

/** What a model is shown, by the ids of the files. */
export type Pictures = ReadonlyMap<string, ModelImage>

export const noPictures: Pictures = new Map()

// Each costs a model as much as a page of text.
const mostShown = 5

/** The newest pictures of a conversation. One whose content is away is described and not shown. */
export const readPictures = async (ctx: Ctx, { history, attachments }: Brief): Promise<Pictures> => {
  const sent = [...history.flatMap(said => said.attachments), ...attachments].slice(-mostShown)
  if (sent.length === 0) return noPictures
  const read = await Promise.all(sent.map(each => readPicture(ctx, each)))
  return new Map(read.flatMap(found => (found ? [found] : [])))
}

const readPicture = async (ctx: Ctx, { fileId, mediaType }: Attachment) => {
  try {
    const bytes = await ctx.platform.storage.get(fileKey(ctx.organizationId, fileId))
    return bytes && ([fileId, { mediaType, bytes }] as const)
  } catch (error) {
    ctx.platform.log.warn('A picture could not be read for an answer', { error, fileId })
    return undefined
  }
}

/** What a customer sent along: words for every model, pictures for those that look at them. */
export const withPictures = (text: string, attachments: readonly Attachment[], pictures: Pictures) => {
  if (attachments.length === 0) return { content: text }
  const images = attachments.flatMap(({ fileId }) => pictures.get(fileId) ?? [])
  const lines = attachments.map(
    ({ fileId, name }) => `[Picture “${name}”${pictures.has(fileId) ? '' : ', which you cannot see'}]`,
  )
  return { content: [...(text === '' ? [] : [text]), ...lines].join('\n'), ...(images.length > 0 ? { images } : {}) }
}
