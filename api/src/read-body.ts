import type { Endpoint } from '@frontdesk/contract/endpoint'
import { DomainError, Invalid } from '@frontdesk/modules/errors'

type Wanted = Pick<Endpoint, 'body' | 'bodyKind' | 'bodyLimitBytes'>

const defaultLimit = 1024 * 1024
const deepest = 64

/** The body as the endpoint wants it, counted while it is read. Throws a DomainError that says what is wrong with it. */
export const readBody = async (request: Request, endpoint: Wanted): Promise<unknown> => {
  if (!endpoint.body) return undefined
  const limit = endpoint.bodyLimitBytes ?? defaultLimit
  const type = (request.headers.get('content-type') ?? '').toLowerCase().split(';', 1)[0]?.trim()
  const wanted = endpoint.bodyKind === 'multipart' ? 'multipart/form-data' : 'application/json'
  if (type !== wanted)
    throw new DomainError('unsupported-media-type', `Send the body as ${wanted} and say so in Content-Type.`)
  const bytes = await readBytes(request, limit)
  return endpoint.bodyKind === 'multipart' ? readForm(bytes, request) : readJson(bytes)
}

const readBytes = async (request: Request, limit: number): Promise<Uint8Array> => {
  const tooLarge = () =>
    new DomainError(
      'too-large',
      `The body may have ${Math.floor(limit / 1024)} KiB at most. Send less, or in several requests.`,
    )
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  // A stated length is enforced by the HTTP parser, so only a body without one has to be counted.
  if (request.headers.has('content-length')) return new Uint8Array(await request.arrayBuffer())
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > limit) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

const readJson = (bytes: Uint8Array): unknown => {
  const text = decode(bytes)
  if (nesting(text) > deepest)
    throw new DomainError('malformed-json', `The JSON is nested deeper than ${deepest} levels.`)
  try {
    return text.includes('\\u') || text.includes('__proto__') ? JSON.parse(text, storable) : JSON.parse(text)
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError(
      'malformed-json',
      `The body is not valid JSON: ${error instanceof Error ? error.message : error}`.slice(0, 300).concat('.'),
    )
  }
}

const decode = (bytes: Uint8Array) => {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new DomainError('malformed-json', 'The body is not valid UTF-8.')
  }
}

/** What JSON can say and the database cannot keep. */
const storable = (key: string, value: unknown) => {
  if (key === '__proto__') throw new Invalid('A field cannot be called __proto__.')
  if (typeof value !== 'string') return value
  if (value.includes('\0'))
    throw new Invalid('A text contains the character U+0000, which cannot be kept. Take it out.')
  return value.toWellFormed()
}

/** How deep the brackets go, strings left out; parsing itself would already follow them. */
const nesting = (text: string) => {
  let depth = 0
  let most = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) most = Math.max(most, ++depth)
    else if (code === 0x7d || code === 0x5d) depth--
  }
  return most
}

const readForm = async (bytes: Uint8Array, request: Request): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const form = await new Response(bytes as BodyInit, { headers }).formData().catch(() => {
    throw new Invalid('The multipart body cannot be read. Send it with a boundary, as HTML forms and curl -F do.')
  })
  const fields: Record<string, unknown> = Object.create(null)
  for (const [name, value] of form) {
    if (name in fields) throw new Invalid(`The part ${name} came twice. Send each part once, and one file per request.`)
    fields[name] = typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
  }
  return fields
}
