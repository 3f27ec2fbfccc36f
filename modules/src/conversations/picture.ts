import type { Attachment } from '@frontdesk/contract/files'
import pLimit from 'p-limit'
import { Invalid } from '#errors'

export type Picture = Pick<Attachment, 'mediaType' | 'width' | 'height'> & { content: Uint8Array }

type Format = 'png' | 'jpeg' | 'webp' | 'gif'

const magic: Record<Format, (bytes: Buffer) => boolean> = {
  png: bytes => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  jpeg: bytes => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  webp: bytes => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  gif: bytes => /^GIF8[79]a/.test(bytes.toString('latin1', 0, 6)),
}

// A small file may unfold into a picture that no memory holds.
const mostPixels = 40_000_000
// What models look at; more only costs.
const mostSide = 2_048
const mostSeconds = 10

const few = pLimit(2)

/**
 * Draws a picture anew, upright and no larger than models look at: what else was in the file, such as where it was taken,
 * or a page that calls itself a picture, stays behind. Of moving ones the first frame is kept. Throws Invalid for anything
 * that is not such a picture.
 */
export const drawAnew = (given: Uint8Array): Promise<Picture> =>
  few(async () => {
    const bytes = Buffer.from(given)
    const format = (Object.keys(magic) as Format[]).find(each => magic[each](bytes))
    if (!format) throw notAPicture('This is not a PNG, JPEG, WebP or GIF picture. Send one of these.')
    // Loaded with the first picture: most processes never see one.
    const { default: sharp } = await import('sharp')
    try {
      const source = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error', pages: 1, sequentialRead: true })
      if ((await source.metadata()).format !== format) throw new Error('The content is another format than it says')
      const size = { width: mostSide, height: mostSide, fit: 'inside', withoutEnlargement: true } as const
      const kept = format === 'gif' ? 'png' : format
      const drawn = source.timeout({ seconds: mostSeconds }).autoOrient().resize(size).toFormat(kept)
      const { data, info } = await drawn.toBuffer({ resolveWithObject: true })
      return { content: data, mediaType: `image/${kept}`, width: info.width, height: info.height }
    } catch (error) {
      throw notAPicture(
        `This picture cannot be read: it is broken, or has more than ${mostPixels / 1e6} million pixels.`,
        error,
      )
    }
  })

const notAPicture = (message: string, cause?: unknown) => {
  const refusal = new Invalid(message, [{ pointer: '/file', message }], 'unreadable')
  refusal.cause = cause
  return refusal
}
