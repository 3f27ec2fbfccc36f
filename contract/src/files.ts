import { z } from 'zod'
import { endpoint, Id } from './endpoint.ts'

const mebibyte = 1024 * 1024

export const largestImageBytes = 5 * mebibyte
export const mostAttachments = 5

/** A picture as it is kept: drawn anew from what was uploaded, so that nothing hidden in it is left. */
export const Attachment = z.object({
  fileId: Id,
  name: z.string(),
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
})
export type Attachment = z.output<typeof Attachment>

export const attachFile = endpoint('POST /files', {
  summary:
    'Uploads one picture (PNG, JPEG, WebP or GIF, up to 5 MB) in the part named `file`, to be sent with a message.',
  permission: 'conversations.reply',
  body: z.strictObject({ file: z.file() }),
  bodyKind: 'multipart',
  reply: Attachment,
  status: 201,
  errors: ['unreadable'],
  bodyLimitBytes: largestImageBytes + mebibyte,
})
export const readFile = endpoint('GET /files/:fileId', {
  summary: 'The picture itself, for whoever uploaded it and for those who see the conversation that it was sent in.',
  permission: 'conversations.read',
  replyType: 'image/*',
  status: 200,
  errors: ['not-found'],
})
