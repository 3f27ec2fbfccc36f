import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { securityHeaders, sendPage } from './page.ts'
import { type PageTemplate, templateOf } from './page-policy.ts'

const folder = fileURLToPath(new URL('../../dashboard/out', import.meta.url))

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

type Form = { encoding?: string; path: string; size: number }
type Served = { type: string; forever: boolean; forms: Form[]; etag: string; page?: PageTemplate }

/**
 * Serves the exported dashboard: pages with a nonce of their own each time, everything else in the form that was
 * compressed when it was built. Only files that were there at the start are served, so no path can lead elsewhere.
 */
export const createDashboard = async () => {
  const files = await readFiles()
  return (request: IncomingMessage, response: ServerResponse) => {
    const path = pathOf(request.url ?? '/')
    const file = files.get(path) ?? files.get(`${path}.html`) ?? files.get(join(path, 'index.html'))
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    if (file) return send(request, response, file, 200)
    const missing = files.get('/404.html')
    return missing ? send(request, response, missing, 404) : refuse(response, 404)
  }
}

const readFiles = async (): Promise<Map<string, Served>> => {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const files = new Map<string, Served>()
  for (const name of names.sort()) {
    const path = join(folder, name)
    const entry = await stat(path)
    if (!entry.isFile()) continue
    const { size, mtimeMs } = entry
    const encoding = { '.br': 'br', '.gz': 'gzip' }[extname(name)]
    const key = `/${relative(folder, encoding ? path.slice(0, -3) : path)}`
    if (encoding) files.get(key)?.forms.push({ encoding, path, size })
    else if (extname(key) !== '.html') files.set(key, servedOf(key, path, size, mtimeMs))
    else {
      const page = templateOf(await readFile(path, 'utf8'))
      files.set(key, { ...servedOf(key, path, size, mtimeMs), page })
    }
  }
  return files
}

const servedOf = (key: string, path: string, size: number, changedMs: number): Served => ({
  type: types[extname(key)] ?? 'application/octet-stream',
  // Next names these files by their content.
  forever: key.startsWith('/_next/static/'),
  forms: [{ path, size }],
  etag: `"${size.toString(36)}-${Math.trunc(changedMs).toString(36)}"`,
})

const pathOf = (url: string) => {
  const path = url.split('?', 1)[0] ?? '/'
  try {
    return path === '/' ? '/index' : decodeURIComponent(path).replace(/\/+$/, '')
  } catch {
    return '/404'
  }
}

const send = (request: IncomingMessage, response: ServerResponse, file: Served, status: number) => {
  if (file.page) return sendPage(request, response, file.page, status)
  const headers = {
    ...securityHeaders,
    'content-type': file.type,
    'cache-control': file.forever ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'Accept-Encoding',
  }
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end()
    return
  }
  const accepted = String(request.headers['accept-encoding'] ?? '')
  const form = ['br', 'gzip']
    .flatMap(each => (accepted.includes(each) ? (file.forms.find(({ encoding }) => encoding === each) ?? []) : []))
    .at(0)
  const chosen = form ?? file.forms[0]
  if (!chosen) return refuse(response, 404)
  response.writeHead(status, {
    ...headers,
    'content-length': chosen.size,
    ...(chosen.encoding ? { 'content-encoding': chosen.encoding } : {}),
  })
  if (request.method === 'HEAD') response.end()
  else createReadStream(chosen.path).pipe(response)
}

const refuse = (response: ServerResponse, status: number) => {
  response
    .writeHead(status, { ...securityHeaders, 'content-type': 'text/plain' })
    .end(status === 405 ? 'Use GET here.' : 'There is no such page.')
}
