import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { newNonce, type PageTemplate, pageWith, policyWith } from './page-policy.ts'

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}

/** A page under a nonce that no other response has; nobody keeps it, or two would have the same. */
export const sendPage = (
  { method, headers: asked }: IncomingMessage,
  response: ServerResponse,
  template: PageTemplate,
  status: number,
) => {
  const nonce = newNonce()
  const headers = {
    ...securityHeaders,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyWith(nonce),
    'cache-control': 'no-store',
    vary: 'Accept-Encoding',
  }
  if (method === 'HEAD') return void response.writeHead(status, headers).end()
  const page = Buffer.from(pageWith(template, nonce))
  const encoding = encodings.find(({ name }) => String(asked['accept-encoding'] ?? '').includes(name))
  if (!encoding) return void response.writeHead(status, { ...headers, 'content-length': page.length }).end(page)
  encoding.compress(page).then(
    small =>
      response
        .writeHead(status, { ...headers, 'content-length': small.length, 'content-encoding': encoding.name })
        .end(small),
    () => response.destroy(),
  )
}

// A page is compressed for one response only, and more effort saves a twentieth of it for five times the work.
const encodings = [
  {
    name: 'br',
    compress: (page: Buffer) => promisify(brotliCompress)(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  },
  { name: 'gzip', compress: (page: Buffer) => promisify(gzip)(page, { level: 1 }) },
]
