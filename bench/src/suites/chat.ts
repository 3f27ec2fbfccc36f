import { articles, questions } from '../articles.ts'
import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { type Crowd, gather } from '../load/closed-loop.ts'
import { requestOf } from '../load/request.ts'
import { pushArticles } from '../load-articles.ts'
import { relayBody, startPeers } from '../peers.ts'
import type { Program } from '../processes.ts'
import { hire, type Owner, settle, startServer, untilReady } from '../server.ts'
import { median } from '../statistics.ts'

const atOnce = 64
const rounds = 4
const secondsEach = 3
const warmUpSeconds = 2
const pageBytes = 5_000
const pages = 2_600

const asked = questions(500)

const limits: Record<DatabaseKind, { must: number; aim: number }> = {
  Postgres: { must: 0.03, aim: 0.08 },
  embedded: { must: 0.012, aim: 0.03 },
}

/** Chats per second at 64 at once, as a share of what the bare relay does in the same run. */
export async function chat(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds) figures.push(...(await onDatabase(kind)))
  return figures
}

async function onDatabase(kind: DatabaseKind): Promise<Figure[]> {
  const peers = await startPeers()
  const ground = await newGround(kind)
  const server = await startServer(ground, { modelUrl: peers.modelUrl })
  try {
    const owner = await settle(server)
    const requests = await chatRequests(owner)
    const relay = { program: peers.relay, crowd: crowdAt(peers.relayPort, [relayRequest]) }
    const product = { program: server, crowd: crowdAt(server.port, requests) }
    const plain = await compare(relay, product)
    await pushArticles(owner, articles(pages, pageBytes))
    const { chunks } = await untilReady(owner)
    const retrieving = await compare(relay, product)
    return [
      { ...figure(`chats/s at 64, no retrieval, ${kind}: share of the relay`, plain), ...limits[kind] },
      {
        ...figure(`chats/s at 64, retrieval over ${chunks} chunks, ${kind}: share of the relay`, retrieving),
        ...(kind === 'Postgres' ? { must: 0.015, aim: 0.05 } : {}),
      },
    ]
  } finally {
    await server.stop()
    await peers.stop()
    await ground.remove()
  }
}

const relayRequest = requestOf({ path: '/', body: relayBody('quick', asked[0] ?? '') })

const chatRequests = async (owner: Owner) => {
  const agentId = await hire(owner, 'quick')
  return asked.map(text => requestOf({ path: '/api/v2/chat', token: owner.token, body: { agentId, text } }))
}

const crowdAt = (port: number, requests: Buffer[]) => gather({ port, atOnce, requests, isStream: true })

type Side = { program: Program; crowd: Crowd }
type Work = { perSecond: number; cpuMicros: number }
type Comparison = { relay: Work; product: Work; share: number; cpuTimes: number }

/** Turn by turn, because other people use the machine as well: relay, product, relay, product … */
async function compare(relay: Side, product: Side): Promise<Comparison> {
  await relay.crowd.run({ seconds: warmUpSeconds })
  await product.crowd.run({ seconds: warmUpSeconds * 2 })
  const [byRelay, byProduct]: [Work[], Work[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    byRelay.push(await work(relay))
    byProduct.push(await work(product))
  }
  const [ofRelay, ofProduct] = [middle(byRelay), middle(byProduct)]
  return {
    relay: ofRelay,
    product: ofProduct,
    share: median(byProduct.map((each, round) => each.perSecond / (byRelay[round]?.perSecond ?? Number.NaN))),
    cpuTimes: ofProduct.cpuMicros / ofRelay.cpuMicros,
  }
}

async function work({ program, crowd }: Side): Promise<Work> {
  const before = program.cpuMs()
  const { perSecond, count } = await crowd.run({ seconds: secondsEach })
  return { perSecond, cpuMicros: ((program.cpuMs() - before) * 1000) / count }
}

const middle = (works: Work[]): Work => ({
  perSecond: median(works.map(each => each.perSecond)),
  cpuMicros: median(works.map(each => each.cpuMicros)),
})

const figure = (name: string, { relay, product, share, cpuTimes }: Comparison): Figure => ({
  name,
  value: share,
  unit: '',
  moreIsBetter: true,
  detail: `${digits(product.perSecond)}/s, ${digits(product.cpuMicros)} µs CPU; relay ${digits(relay.perSecond)}/s, ${digits(relay.cpuMicros)} µs; ${digits(cpuTimes)} times its CPU`,
})
