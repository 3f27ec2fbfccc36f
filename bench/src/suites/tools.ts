import { setTimeout as pause } from 'node:timers/promises'
import { createTool, setAgentTools } from '@frontdesk/contract/tools'
import { questions } from '../articles.ts'
import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { gather } from '../load/closed-loop.ts'
import { requestOf } from '../load/request.ts'
import { readStreams } from '../load/streams.ts'
import { type Peers, relayBody, startPeers, startTools } from '../peers.ts'
import type { Program } from '../processes.ts'
import { hire, type Owner, type Server, settle, startServer } from '../server.ts'
import { median } from '../statistics.ts'

const asked = questions(300)
const blocks = 6
const turnsPerBlock = 60
const calls = [0, 1, 5] as const
const runningTurns = 500
const settleMs = 5_000

/** What a turn costs beside its model calls, with so many calls of a tool that answers at once; and what a running turn holds. */
export async function tools(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds) figures.push(...(await onDatabase(kind)))
  return figures
}

async function onDatabase(kind: DatabaseKind): Promise<Figure[]> {
  const peers = await startPeers()
  const shop = await startTools()
  const ground = await newGround(kind)
  const server = await startServer(ground, { modelUrl: peers.modelUrl, privateHosts: shop.host })
  try {
    const owner = await settle(server)
    await pause(settleMs)
    const held = await heldByTurns(kind, server, owner)
    const toolId = await makeTool(owner, shop.host)
    const figures: Figure[] = []
    for (const count of calls) figures.push(await addedTo(kind, { peers, server, owner, toolId }, count))
    return [...figures, held]
  } finally {
    await server.stop()
    await shop.stop()
    await peers.stop()
    await ground.remove()
  }
}

const makeTool = async ({ client }: Owner, host: string): Promise<string> => {
  const { id } = await client.call(createTool, {
    body: { kind: 'http', name: 'look', effect: 'read', request: { url: `http://${host}/orders` } },
  })
  return id
}

type Ground = { peers: Peers; server: Server; owner: Owner; toolId: string }
type Side = { program: Program; port: number; requests: Buffer[]; requestsPerTurn: number }

/** Turn by turn, because other people use the machine as well: relay, product, relay, product … */
async function addedTo(
  kind: DatabaseKind,
  { peers, server, owner, toolId }: Ground,
  count: (typeof calls)[number],
): Promise<Figure> {
  const model = `calls-${count}`
  const agentId = await hire(owner, model)
  await owner.client.call(setAgentTools, { parameters: { agentId }, body: { toolIds: [toolId] } })
  const relay = measured({
    program: peers.relay,
    port: peers.relayPort,
    requests: relayRequests(count),
    requestsPerTurn: count + 1,
  })
  const product = measured({
    program: server,
    port: server.port,
    requests: asked.map(text => requestOf({ path: '/api/v2/chat', token: owner.token, body: { agentId, text } })),
    requestsPerTurn: 1,
  })
  await relay.block()
  await product.block()
  const [byRelay, byProduct]: [Cost[], Cost[]] = [[], []]
  for (let block = 0; block < blocks; block++) {
    byRelay.push(await relay.block())
    byProduct.push(await product.block())
  }
  relay.leave()
  product.leave()
  const [ofRelay, ofProduct] = [middle(byRelay), middle(byProduct)]
  return {
    name: `added to a turn with ${count} tool calls, ${kind}`,
    value: ofProduct.ms - ofRelay.ms,
    unit: 'ms',
    detail: `${digits(ofProduct.ms)} ms, ${digits(ofProduct.cpuMicros)} µs CPU; relay of ${count + 1} model calls ${digits(ofRelay.ms)} ms, ${digits(ofRelay.cpuMicros)} µs; ${blocks * turnsPerBlock} turns each`,
  }
}

/** As many model calls as the turn makes: the model calls in all of them but the last, and speaks in that. */
const relayRequests = (count: number) => {
  const of = (model: string) => requestOf({ path: '/', body: relayBody(model, asked[0] ?? '') })
  return [...Array.from({ length: count }, () => of('calls-5')), of('calls-0')]
}

type Cost = { ms: number; cpuMicros: number }

const measured = ({ program, port, requests, requestsPerTurn }: Side) => {
  const one = gather({ port, atOnce: 1, requests, isStream: true })
  const block = async (): Promise<Cost> => {
    const before = program.cpuMs()
    const { seconds } = await one.run({ seconds: 600, count: turnsPerBlock * requestsPerTurn })
    return {
      ms: (seconds * 1_000) / turnsPerBlock,
      cpuMicros: ((program.cpuMs() - before) * 1_000) / turnsPerBlock,
    }
  }
  return { block, leave: one.leave }
}

const middle = (costs: Cost[]): Cost => ({
  ms: median(costs.map(({ ms }) => ms)),
  cpuMicros: median(costs.map(({ cpuMicros }) => cpuMicros)),
})

/** Answers of four seconds that all run at the same time, on a server that has done nothing before. */
async function heldByTurns(kind: DatabaseKind, server: Server, owner: Owner): Promise<Figure> {
  const agentId = await hire(owner, 'essay')
  const idle = server.rssMb()
  let most = idle
  const watch = setInterval(() => {
    most = Math.max(most, server.rssMb())
  }, 50)
  await readStreams({
    port: server.port,
    requests: asked.map(text => requestOf({ path: '/api/v2/chat', token: owner.token, body: { agentId, text } })),
    atOnce: runningTurns,
    rounds: 2,
    textMark: '"text-delta"',
    spreadMs: 2_000,
  })
  clearInterval(watch)
  return {
    name: `memory per running turn, ${runningTurns} paced streams, ${kind}`,
    value: ((most - idle) * 1_024) / runningTurns,
    unit: 'kB',
    must: 800,
    aim: 360,
    detail: `from ${digits(idle)} to ${digits(most)} MB`,
  }
}
