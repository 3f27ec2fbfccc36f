import { type DatabaseKind, kinds, newGround } from '../databases.ts'
import { digits, type Figure } from '../figures.ts'
import { startServer } from '../server.ts'
import { median } from '../statistics.ts'

const runs = 5

/** From the command to the first `/readyz` that says ready, asked every 5 ms; on all cores, as for whoever starts it. */
export async function start(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of kinds) {
    const { first, again } = await startOften(kind)
    if (kind === 'embedded') figures.push(figure('first start from nothing, embedded', first, 5, 2.5))
    else figures.push(figure('first start from nothing, Postgres', first))
    figures.push(
      figure(`start again, ${kind}`, again, ...(kind === 'embedded' ? ([3, 0.9] as const) : ([2, 0.5] as const))),
    )
  }
  return figures
}

type Ready = { seconds: number; cpuSeconds: number }

async function startOften(kind: DatabaseKind) {
  const first: Ready[] = []
  const again: Ready[] = []
  for (let run = 0; run < runs; run++) {
    const ground = await newGround(kind)
    try {
      first.push(await readyIn(ground))
      again.push(await readyIn(ground))
    } finally {
      await ground.remove()
    }
  }
  return { first, again }
}

const readyIn = async (ground: Parameters<typeof startServer>[0]) => {
  const server = await startServer(ground, { cores: 'all' })
  await server.stop()
  return { seconds: server.readyMs / 1000, cpuSeconds: server.readyCpuMs / 1000 }
}

const figure = (name: string, runs: Ready[], must?: number, aim?: number): Figure => ({
  name,
  value: median(runs.map(({ seconds }) => seconds)),
  unit: 's',
  ...(must === undefined ? {} : { must }),
  ...(aim === undefined ? {} : { aim }),
  detail: `median of ${runs.map(({ seconds }) => digits(seconds)).join(', ')}; ${digits(median(runs.map(({ cpuSeconds }) => cpuSeconds)))} s CPU`,
})
