type Wish = { method?: 'GET' | 'POST'; path: string; token?: string; accept?: string; body?: unknown }

/** A whole HTTP/1.1 request, made once and sent as often as wanted. */
export function requestOf({ method = 'POST', path, token, accept = 'text/event-stream', body }: Wish): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `accept: ${accept}`,
    ...(token ? [`authorization: Bearer ${token}`] : []),
    ...(text ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : []),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
}
