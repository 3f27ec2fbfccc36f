import { createServer } from 'node:http'
import { parseArgs } from 'node:util'

// A customer's own system that answers at once: what is left of a call is what the product makes of it.
const { values } = parseArgs({ options: { port: { type: 'string' } } })
const body = JSON.stringify({ order: 'A-1001', status: 'shipped', carrier: 'Northwind Parcel', arrives: 'tomorrow' })
const head = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume().on('end', () => response.writeHead(200, head).end(body))
})
server.listen(Number(values.port), '127.0.0.1', 4_096, () => process.stdout.write('ready\n'))
