import { randomBytes } from 'node:crypto'
import type { NewPage, PushedDocument } from '@frontdesk/contract/knowledge'
import type { Ctx } from '#context'
import { Invalid } from '#errors'
import { first, keep } from './push.ts'

const notOutside =
  'Only pages that everybody can reach are read: http:// or https://, on its usual port, without a password in the address.'

/**
 * Keeps the address of a page and has the page read soon; the same page again is read anew. Throws Invalid for an
 * address that is seen not to be public; what only asking shows becomes a document that says why it failed.
 */
export const addPage = async (ctx: Ctx, { url, title, externalId }: NewPage): Promise<PushedDocument> => {
  ctx.must('knowledge.write')
  if (!ctx.platform.outside.permits(url)) throw new Invalid(notOutside, [{ pointer: '/url', message: notOutside }])
  const { href } = Object.assign(new URL(url), { hash: '' })
  const tooLong = 'This address is longer than 2000 characters. Use a shorter one for the same page.'
  if (href.length > 2_000) throw new Invalid(tooLong, [{ pointer: '/url', message: tooLong }])
  return first(
    await keep(ctx, [
      {
        externalId: externalId ?? href,
        kind: 'page',
        format: 'page',
        title: title ?? '',
        url: href,
        language: null,
        content: null,
        fileKey: null,
        fileName: null,
        // What is there now is not known before it is read, so it always counts as new.
        contentHash: randomBytes(32),
        bytes: 0,
      },
    ]),
  )
}
