import { questions } from '../articles.ts'
import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { requestOf } from '../load/request.ts'
import { readStreams, type StreamTimes } from '../load/streams.ts'
import { relayBody, relayTextMark, startPeers } from '../peers.ts'
import { hire, type Owner, settle, startServer } from '../server.ts'
import { median, percentile } from '../statistics.ts'

const asked = questions(300)
const rounds = 5
const blocks = 4
const streamsPerBlock = 60
const productTextMark = '"text-delta"'

/** How much later than through the bare relay the first word comes, and how evenly the others follow. */
export async function firstToken(): Promise<Figure[]> {
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
    const product = async (model: string) => ({
      port: server.port,
      requests: await chatRequests(owner, model),
      textMark: productTextMark,
    })
    const relay = (model: string) => ({
      port: peers.relayPort,
      requests: [requestOf({ path: '/', body: relayBody(model, asked[0] ?? '') })],
      textMark: relayTextMark,
    })
    const alone = await compareAlone(relay('brisk'), await product('brisk'))
    const paced = [relay('paced'), await product('paced')] as const
    return [
      ...alone.map(each => ({ ...each, name: `${each.name}, ${kind}` })),
      ...(await compareCrowd(kind, 64, ...paced)),
      ...(await compareCrowd(kind, 256, ...paced)),
      await compareLong(kind, relay('essay'), await product('essay')),
    ]
  } finally {
    await server.stop()
    await peers.stop()
    await ground.remove()
  }
}

const chatRequests = async (owner: Owner, model: string) => {
  const agentId = await hire(owner, model)
  return asked.map(text => requestOf({ path: '/api/v2/chat', token: owner.token, body: { agentId, text } }))
}

type Side = { port: number; requests: Buffer[]; textMark: string }

async function compareAlone(relay: Side, product: Side): Promise<Figure[]> {
  const read = (side: Side) => readStreams({ ...side, atOnce: 1, rounds: streamsPerBlock, spreadMs: 0 })
  await read(relay)
  await read(product)
  const times: { relay: number[]; product: number[] } = { relay: [], product: [] }
  for (let block = 0; block < blocks; block++) {
    times.relay.push(...(await read(relay)).firstTokenMs)
    times.product.push(...(await read(product)).firstTokenMs)
  }
  const added = (share: number) => percentile(times.product, share) - percentile(times.relay, share)
  const detail = (share: number) =>
    `${digits(percentile(times.product, share))} ms, relay ${digits(percentile(times.relay, share))} ms, ${times.product.length} streams each`
  return [
    {
      name: 'added to the first token, one stream, p50',
      value: added(0.5),
      unit: 'ms',
      must: 4,
      aim: 1,
      detail: detail(0.5),
    },
    {
      name: 'added to the first token, one stream, p99',
      value: added(0.99),
      unit: 'ms',
      must: 15,
      aim: 5,
      detail: detail(0.99),
    },
  ]
}

const crowdLimits = { 64: { must: 15, aim: 8 }, 256: { must: 50, aim: 25 } }

async function compareCrowd(kind: DatabaseKind, atOnce: 64 | 256, relay: Side, product: Side): Promise<Figure[]> {
  const read = (side: Side) => readStreams({ ...side, atOnce, rounds: 3, spreadMs: 1_000 })
  await readStreams({ ...product, atOnce, rounds: 1, spreadMs: 1_000 })
  const [byRelay, byProduct]: [StreamTimes[], StreamTimes[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    byRelay.push(await read(relay))
    byProduct.push(await read(product))
  }
  const first = (times: StreamTimes[]) => median(times.map(each => percentile(each.firstTokenMs, 0.5)))
  const gap = (times: StreamTimes[]) => median(times.map(each => percentile(each.gapsMs, 0.95)))
  return [
    {
      name: `added to the first token, ${atOnce} paced streams, p50, ${kind}`,
      value: first(byProduct) - first(byRelay),
      unit: 'ms',
      ...crowdLimits[atOnce],
      detail: `${digits(first(byProduct))} ms, relay ${digits(first(byRelay))} ms`,
    },
    {
      name: `gap between tokens, ${atOnce} paced streams, p95, ${kind}: times the relay's`,
      value: gap(byProduct) / gap(byRelay),
      unit: '×',
      ...(atOnce === 256 ? { must: 1.3, aim: 1.1 } : {}),
      detail: `${digits(gap(byProduct))} ms, relay ${digits(gap(byRelay))} ms`,
    },
  ]
}

/** While answers of four seconds are written, few others begin: what is left is the cost of the tokens alone. */
async function compareLong(kind: DatabaseKind, relay: Side, product: Side): Promise<Figure> {
  const read = (side: Side) => readStreams({ ...side, atOnce: 256, rounds: 1, spreadMs: 1_000 })
  const gaps: { relay: number[]; product: number[] } = { relay: [], product: [] }
  for (let round = 0; round < rounds; round++) {
    gaps.relay.push(percentile((await read(relay)).gapsMs, 0.95))
    gaps.product.push(percentile((await read(product)).gapsMs, 0.95))
  }
  return {
    name: `gap between tokens, 256 paced streams of 200 tokens, p95, ${kind}: times the relay's`,
    value: median(gaps.product) / median(gaps.relay),
    unit: '×',
    detail: `${digits(median(gaps.product))} ms, relay ${digits(median(gaps.relay))} ms`,
  }
}
