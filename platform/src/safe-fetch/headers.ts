import type { IncomingHttpHeaders } from 'node:http'

// What a connection says for itself; said by a caller, it could speak of another host or smuggle a second request.
const ofTheConnection = [
  'host',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]

export const sentHeaders = (given: Headers): Record<string, string> => {
  const headers = new Headers(given)
  for (const name of ofTheConnection) headers.delete(name)
  if (!headers.has('user-agent')) headers.set('user-agent', 'Frontdesk')
  headers.set('accept-encoding', 'gzip, br')
  return Object.fromEntries(headers)
}

export const repliedHeaders = (raw: IncomingHttpHeaders): Headers => {
  const headers = new Headers()
  for (const [name, value = []] of Object.entries(raw)) for (const each of [value].flat()) headers.append(name, each)
  return headers
}
