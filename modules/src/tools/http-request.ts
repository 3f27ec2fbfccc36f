import type { HttpRequest } from '@frontdesk/contract/tools'
import { Invalid } from '#errors'

export type Arguments = Record<string, unknown>
export type FilledRequest = {
  method: HttpRequest['method']
  url: string
  headers: Record<string, string>
  body?: string
}

const placeholder = /\{([^{}]+)\}/g
const only = /^\{([^{}]+)\}$/

/** What a parameter looks like in an address or a header; lists by commas, objects as JSON, nothing as nothing. */
const inText = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(inText).join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const namesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [...value.matchAll(placeholder)].map(match => String(match[1]))
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(namesIn)
  return []
}

/** Throws Invalid for an address that is none even when its parameters are filled in, or that a parameter could lead elsewhere. */
export const checkRequest = ({ url, headers }: Pick<HttpRequest, 'url' | 'headers'>): void => {
  const refuse = (pointer: string, message: string) =>
    new Invalid(message, [{ pointer: `/request/${pointer}`, message }])
  const [origin = ''] = /^https?:\/\/[^/?#]*/i.exec(url) ?? []
  if (!URL.canParse(url.replace(placeholder, 'x')) || origin === '')
    throw refuse('url', 'This is not an address that starts with http:// or https://.')
  if (origin.includes('{') || origin.includes('@'))
    throw refuse('url', 'The host must be fixed: parameters belong into the path, the query, the headers or the body.')
  for (const [name, value] of Object.entries(headers))
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || /[\r\n\0]/.test(value) || fixed.has(name.toLowerCase()))
      throw refuse('headers', `A header of this name or value cannot be sent: ${name}`)
}

const fixed = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
])

/**
 * The request that these arguments make. What is named in no template goes into the query, or the body where there is one.
 * Throws Invalid for a value that would lead elsewhere.
 */
export const fillRequest = (request: HttpRequest, given: Arguments): FilledRequest => {
  const named = new Set(namesIn([request.url, request.query, request.headers, request.body]))
  const left = Object.fromEntries(Object.entries(given).filter(([name]) => !named.has(name)))
  const hasBody = request.method !== 'GET' && request.method !== 'DELETE'
  const body = request.body === undefined ? (hasBody ? left : undefined) : inBody(request.body, given)
  return {
    method: request.method,
    url: addressOf(request, given, hasBody && request.body === undefined ? {} : left),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
      ...Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), inHeader(value, given)]),
      ),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

const addressOf = ({ url, query }: HttpRequest, given: Arguments, left: Arguments) => {
  const [head = '', fragment] = url.split('#', 1).concat('')
  const filled = new URL(`${head.replace(placeholder, (_, name: string) => inPath(given[name]))}${fragment ?? ''}`)
  for (const [name, template] of Object.entries(query)) addTo(filled, name, inQuery(template, given))
  for (const [name, value] of Object.entries(left)) addTo(filled, name, value)
  return filled.href
}

// A dot segment would climb out of the path that the organization wrote, however it is spelt.
const inPath = (value: unknown) => {
  const text = inText(value)
  if (/^\.{1,2}$/.test(text)) throw new Invalid(`“${text}” cannot stand in the path of an address.`)
  return encodeURIComponent(text)
}

const inQuery = (template: string, given: Arguments): unknown => {
  const [, name] = only.exec(template) ?? []
  return name === undefined ? template.replace(placeholder, (_, each: string) => inText(given[each])) : given[name]
}

const addTo = (url: URL, name: string, value: unknown) => {
  if (value === undefined || value === null) return
  for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, inText(each))
}

const inHeader = (template: string, given: Arguments) =>
  template.replace(placeholder, (_, name: string) => inText(given[name]).replace(/[^\t\x20-\x7e\x80-\xff]/g, ' '))

/** Parameters keep their type where they stand alone; what was not given leaves its place out. */
const inBody = (template: unknown, given: Arguments): unknown => {
  if (typeof template === 'string') {
    const [, name] = only.exec(template) ?? []
    return name === undefined ? template.replace(placeholder, (_, each: string) => inText(given[each])) : given[name]
  }
  if (Array.isArray(template)) return template.map(each => inBody(each, given)).filter(each => each !== undefined)
  if (typeof template === 'object' && template !== null)
    return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, inBody(value, given)]))
  return template
}
