import { Agent, createServer, request } from 'node:http'
import { parseArgs } from 'node:util'

// The least that can stand between a customer and a model, and the measure of everything else: it reads nothing and keeps nothing.
const { values } = parseArgs({ options: { port: { type: 'string' }, model: { type: 'string' } } })
const model = new URL(`${values.model}/chat/completions`)
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })

const server = createServer((incoming, outgoing) => {
  const length = incoming.headers['content-length']
  const upstream = request(
    {
      host: model.hostname,
      port: model.port,
      path: model.pathname,
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', ...(length ? { 'content-length': length } : {}) },
    },
    answer => {
      outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? '' })
      answer.pipe(outgoing)
    },
  )
  upstream.on('error', () => outgoing.destroy())
  incoming.pipe(upstream)
})
server.listen(Number(values.port), '127.0.0.1', 4_096, () => process.stdout.write('ready\n'))
