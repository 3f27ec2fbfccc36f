import { kinds, newGround } from '../databases.ts'
import type { Figure } from '../figures.ts'
import { gather } from '../load/closed-loop.ts'
import { requestOf } from '../load/request.ts'
import { hire, settle, startServer } from '../server.ts'
import { median } from '../statistics.ts'

const atOnce = 32
const rounds = 4
const secondsEach = 3

/** How often per second one agent can be read by somebody with an API key. */
export async function read(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds) {
    const ground = await newGround(kind)
    const server = await startServer(ground)
    try {
      const owner = await settle(server)
      const path = `/api/v2/agents/${await hire(owner, 'quick')}`
      const request = requestOf({ method: 'GET', path, token: owner.token, accept: 'application/json' })
      const crowd = gather({ port: server.port, atOnce, requests: [request], isStream: false })
      await crowd.run({ seconds: 2 })
      const cpu = server.cpuMs()
      let count = 0
      const perSecond: number[] = []
      for (let round = 0; round < rounds; round++) {
        const pace = await crowd.run({ seconds: secondsEach })
        perSecond.push(pace.perSecond)
        count += pace.count
      }
      figures.push({
        name: `authenticated JSON read at ${atOnce}, ${kind}`,
        value: median(perSecond),
        unit: '/s',
        ...(kind === 'Postgres' ? { must: 2_500, aim: 8_000 } : {}),
        moreIsBetter: true,
        detail: `${Math.round(((server.cpuMs() - cpu) * 1000) / count)} µs CPU of the server each`,
      })
    } finally {
      await server.stop()
      await ground.remove()
    }
  }
  return figures
}
