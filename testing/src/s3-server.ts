import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'

export interface S3Server {
  url: string
  /** Answers the next request with 503. */
  stumble(): void
  close(): Promise<void>
}

interface Account {
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

type Answer = { status: number; body?: Uint8Array | string }

/** A small S3: puts, gets and deletes objects of one bucket in memory, and checks every signature as the real one does. */
export async function startS3Server(account: Account): Promise<S3Server> {
  const objects = new Map<string, Uint8Array>()
  let stumbles = 0

  function answer(request: IncomingMessage, body: Uint8Array): Answer {
    if (stumbles > 0) {
      stumbles -= 1
      return problem(503, 'SlowDown')
    }
    if (!isSigned(request, body, account)) return problem(403, 'SignatureDoesNotMatch')
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://s3').pathname)
    if (!path.startsWith(`/${account.bucket}/`)) return problem(404, 'NoSuchBucket')
    return act(request.method, path, body)
  }

  function act(method: string | undefined, key: string, body: Uint8Array): Answer {
    const found = objects.get(key)
    if (method === 'PUT') objects.set(key, body)
    else if (method === 'GET') return found ? { status: 200, body: found } : problem(404, 'NoSuchKey')
    else if (method === 'DELETE') objects.delete(key)
    else return problem(405, 'MethodNotAllowed')
    return { status: method === 'DELETE' ? 204 : 200 }
  }

  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      const { status, body } = answer(request, Buffer.concat(chunks))
      response.writeHead(status).end(body)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The S3 server has no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    stumble: () => {
      stumbles += 1
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

const problem = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
})

const scheme =
  /^AWS4-HMAC-SHA256 Credential=(?<credential>[^,]+), ?SignedHeaders=(?<names>[^,]+), ?Signature=(?<signature>\w{64})$/

function isSigned(request: IncomingMessage, body: Uint8Array, account: Account): boolean {
  const { credential, names, signature } = scheme.exec(request.headers.authorization ?? '')?.groups ?? {}
  if (!credential || !names || !signature) return false
  const [accessKeyId, ...scope] = credential.split('/')
  const bodyHash = header(request, 'x-amz-content-sha256')
  if (accessKeyId !== account.accessKeyId || bodyHash !== sha256(body)) return false

  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3')
  searchParams.sort()
  const headers = names.split(';').map(name => `${name}:${header(request, name)}\n`)
  const canonical = [request.method, pathname, `${searchParams}`, headers.join(''), names, bodyHash].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', header(request, 'x-amz-date'), scope.join('/'), sha256(canonical)].join('\n')
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${account.secretAccessKey}`)
  return hmac(key, toSign).toString('hex') === signature
}

const header = (request: IncomingMessage, name: string) => String(request.headers[name] ?? '').trim()
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex')
const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest()
