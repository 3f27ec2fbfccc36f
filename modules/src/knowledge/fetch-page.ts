import { FetchFailure } from '@frontdesk/platform/safe-fetch/failure'
import type { Ctx } from '#context'
import { decodeText } from './parsing/decode-text.ts'
import type { PushedFormat } from './parsing/parse-document.ts'
import { UnreadableDocument } from './parsing/parsed.ts'

// As much as a pushed text may have.
const mostBytes = 4 * 1024 * 1024

const formats: Record<string, PushedFormat> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/plain': 'text',
}

export type FetchedPage = { format: PushedFormat; text: string; bytes: number }

/** Asks a site for one page. Throws UnreadableDocument with the reason when nothing readable comes back. */
export const fetchPage = async (ctx: Ctx, address: string): Promise<FetchedPage> => {
  const accept = 'text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9'
  const { status, headers, body, url } = await ctx.platform.outside
    .read(address, { headers: { accept }, limits: { mostBytes, mostUnpackedBytes: mostBytes } })
    .catch((error: unknown) => {
      if (!(error instanceof FetchFailure)) throw error
      ctx.platform.log.info('A page could not be fetched', { error, organizationId: ctx.organizationId })
      throw new UnreadableDocument(reasonOf(error), { cause: error })
    })
  if (status !== 200)
    throw new UnreadableDocument(
      `The site answered ${status} instead of a page. Check the address, or try again later.`,
    )
  const [type = '', charset] = typeOf(headers)
  const format = Object.hasOwn(formats, type) ? formats[type] : undefined
  if (!format)
    throw new UnreadableDocument(
      `This address holds ${type ? `“${type}”` : 'something that the site does not name'}, and a page is HTML, Markdown or text. Download what it is and upload it as a file.`,
    )
  const isMarkdown = format === 'text' && /\.(md|markdown)$/i.test(url.pathname)
  const text = textOf(body, { html: format === 'html', charset })
  return { format: isMarkdown ? 'markdown' : format, text, bytes: body.length }
}

const textOf: typeof decodeText = (bytes, known) => {
  try {
    return decodeText(bytes, known)
  } catch (cause) {
    throw new UnreadableDocument('There is no text at this address, whatever the site calls it.', { cause })
  }
}

const typeOf = (headers: Headers): [string | undefined, string | undefined] => {
  const given = headers.get('content-type') ?? ''
  const type = given.split(';')[0]?.trim().toLowerCase().slice(0, 100)
  return [type, /charset\s*=\s*"?([\w-]{2,20})/i.exec(given)?.[1]]
}

const reasonOf = ({ kind, message }: FetchFailure) =>
  kind === 'too-large' ? 'This page is larger than 4 MB. Add the part that you need as text or as a file.' : message
