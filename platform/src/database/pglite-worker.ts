import { createServer, type Socket } from 'node:net'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { vector } from '@electric-sql/pglite-pgvector'
import { createMessageFramer } from './wire-framing.ts'

/**
 * PGlite behind a Unix socket, for any number of ordinary Postgres clients.
 * One backend serves them all, so a client keeps it for a whole unit: everything up to a Sync, and all of a transaction.
 */
type Unit = { client: Client; bytes: Uint8Array }
type Client = { socket: Socket; closed: boolean }

const { dataDir, socketPath } = workerData as { dataDir: string; socketPath: string }
const database = await PGlite.create({
  dataDir,
  extensions: { vector, btree_gin },
  relaxedDurability: false,
  // The memory is taken at once, used or not, and the system keeps what was read from files anyway.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=64MB'],
})

// Where both share one core, a customer's next word goes before the next statement. Only Linux has priorities per thread.
if (process.platform === 'linux') setPriority(7)

// PGlite collects every message that it answers with, and only this call of its own, here with an empty unit, lets go of them.
const forgetEvery = 500
const sync = new Uint8Array([0x53, 0, 0, 0, 4])

const waiting: Unit[] = []
let owner: Client | undefined
let running = false
let servedAt = 0
let served = 0

const run = async () => {
  if (running) return
  running = true
  for (let unit = nextUnit(); unit; unit = nextUnit()) await serve(unit)
  running = false
}

const nextUnit = (): Unit | undefined => {
  const index = owner ? waiting.findIndex(unit => unit.client === owner) : 0
  return index < 0 ? undefined : waiting.splice(index, 1)[0]
}

const serve = async ({ client, bytes }: Unit) => {
  if (client.closed) return
  const reply = await database.execProtocolRaw(bytes)
  owner = inTransaction(reply) ? client : undefined
  servedAt = Date.now()
  if (client.closed) await release(client)
  else client.socket.write(reply)
  if (++served % forgetEvery === 0) await database.execProtocol(sync)
}

/** The last message of a served unit is ReadyForQuery, whose only byte says whether a transaction is open. */
const inTransaction = (reply: Uint8Array) => {
  const ready = reply.length - 6
  return reply[ready] === 0x5a && reply[reply.length - 1] !== 0x49
}

const release = async (client: Client) => {
  if (owner !== client) return
  owner = undefined
  await database.execProtocolRaw(rollback)
}

const text = new TextEncoder().encode('ROLLBACK\0')
const rollback = new Uint8Array([0x51, 0, 0, 0, text.length + 4, ...text])

const server = createServer(socket => {
  const client: Client = { socket, closed: false }
  const frames = createMessageFramer(bytes => {
    waiting.push({ client, bytes })
    void run()
  })
  socket.on('data', frames)
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    client.closed = true
    void release(client).then(run)
  })
})

// As Postgres does: whoever opens a transaction and says nothing more must not hold up everybody.
const longestSilenceMs = 15_000
setInterval(() => {
  if (owner && !running && waiting.length > 0 && Date.now() - servedAt > longestSilenceMs) owner.socket.destroy()
}, 1_000)

server.listen(socketPath, () => parentPort?.postMessage('ready'))

parentPort?.on('message', async (message: string) => {
  if (message === 'ping') return parentPort?.postMessage('pong')
  server.close()
  await database.close()
  parentPort?.postMessage('closed')
})
