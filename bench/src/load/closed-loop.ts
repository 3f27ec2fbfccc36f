import { type Line, openLine } from './line.ts'

export type Load = {
  port: number
  /** How many are under way at any moment. */
  atOnce: number
  /** Asked in turn, over and over. */
  requests: readonly Buffer[]
  /** Streams are whole only with `[DONE]`. */
  isStream: boolean
}
export type Pace = { perSecond: number; count: number; seconds: number }

export type Crowd = {
  /** Keeps everybody busy for so long, or until so many were answered. Throws when one reply is not what it should be. */
  run(limit: { seconds: number; count?: number }): Promise<Pace>
  leave(): void
}

/** So many clients with one connection each; each asks again as soon as it has its answer. */
export function gather({ port, atOnce, requests, isStream }: Load): Crowd {
  let lines: Line[] = []
  let next = 0
  return {
    async run({ seconds, count = Number.POSITIVE_INFINITY }) {
      lines = lines.filter(line => line.isOpen)
      while (lines.length < atOnce) lines.push(await openLine(port))
      const from = performance.now()
      const until = from + seconds * 1000
      let asked = 0
      let answered = 0
      const client = async (line: Line) => {
        while (performance.now() < until && asked < count) {
          asked++
          const request = requests[next++ % requests.length] ?? Buffer.alloc(0)
          const reply = await line.ask(request)
          if (reply.status >= 300 || reply.failed || (isStream && !reply.done))
            throw new Error(`A reply went wrong (status ${reply.status}, done ${reply.done}): ${reply.head}`)
          answered++
        }
      }
      await Promise.all(lines.map(client))
      const took = (performance.now() - from) / 1000
      return { perSecond: answered / took, count: answered, seconds: took }
    },
    leave: () => {
      for (const line of lines) line.close()
    },
  }
}
