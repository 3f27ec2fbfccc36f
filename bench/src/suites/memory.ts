import { setTimeout as pause } from 'node:timers/promises'
import { questions } from '../articles.ts'
import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { gather } from '../load/closed-loop.ts'
import { requestOf } from '../load/request.ts'
import { readStreams } from '../load/streams.ts'
import { startPeers } from '../peers.ts'
import { hire, type Owner, type Server, settle, startServer } from '../server.ts'
import { slope } from '../statistics.ts'

const asked = questions(300)
const limits: Record<DatabaseKind, { must: number; aim: number }> = {
  Postgres: { must: 250, aim: 110 },
  embedded: { must: 650, aim: 480 },
}
const settleMs = 5_000
const samples = 20
const longestSeconds = 400

/** What the server's process holds: doing nothing, under 256 paced streams, and while chats go by. */
export async function memory({ chats }: { chats: number }): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds) {
    const peers = await startPeers()
    const ground = await newGround(kind)
    const server = await startServer(ground, { modelUrl: peers.modelUrl })
    try {
      const owner = await settle(server)
      await pause(settleMs)
      const idle = server.rssMb()
      figures.push(
        {
          name: `memory idle, ${kind}`,
          value: idle,
          unit: 'MB',
          ...limits[kind],
          detail: `${settleMs / 1000} s after setup`,
        },
        await underStreams(kind, server, owner, idle),
        await afterChats(kind, server, owner, chats),
      )
    } finally {
      await server.stop()
      await peers.stop()
      await ground.remove()
    }
  }
  return figures
}

const chatRequests = async (owner: Owner, model: string) => {
  const agentId = await hire(owner, model)
  return asked.map(text => requestOf({ path: '/api/v2/chat', token: owner.token, body: { agentId, text } }))
}

async function underStreams(kind: DatabaseKind, server: Server, owner: Owner, idle: number): Promise<Figure> {
  let most = idle
  const watch = setInterval(() => {
    most = Math.max(most, server.rssMb())
  }, 50)
  const requests = await chatRequests(owner, 'paced')
  await readStreams({ port: server.port, requests, atOnce: 256, rounds: 4, textMark: '"text-delta"', spreadMs: 1_000 })
  clearInterval(watch)
  return {
    name: `memory growth under 256 paced streams, ${kind}`,
    value: most - idle,
    unit: 'MB',
    must: 200,
    aim: 90,
    detail: `from ${digits(idle)} to ${digits(most)} MB`,
  }
}

/** A leak is a slope: the second half of the run is what counts, when every cache and pool has found its size. */
async function afterChats(kind: DatabaseKind, server: Server, owner: Owner, chats: number): Promise<Figure> {
  const requests = await chatRequests(owner, 'quick')
  const crowd = gather({ port: server.port, atOnce: 64, requests, isStream: true })
  const points: { x: number; y: number }[] = []
  let done = 0
  for (const from = performance.now(); done < chats && performance.now() - from < longestSeconds * 1000; ) {
    done += (await crowd.run({ seconds: longestSeconds, count: Math.ceil(chats / samples) })).count
    points.push({ x: done, y: server.rssMb() })
  }
  crowd.leave()
  const late = points.slice(points.length / 2)
  const perThousand = late.length > 2 ? slope(late) * 1000 : Number.NaN
  return {
    name: `memory per 1 000 further chats, ${kind}`,
    value: perThousand,
    unit: 'MB',
    must: 1,
    aim: 0.3,
    detail: `${done} chats; ${digits(points[0]?.y ?? 0)} MB after ${points[0]?.x ?? 0}, ${digits(points.at(-1)?.y ?? 0)} MB at the end`,
  }
}
