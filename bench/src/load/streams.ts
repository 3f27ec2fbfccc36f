import { setTimeout as pause } from 'node:timers/promises'
import { type Line, openLine } from './line.ts'

export type StreamTimes = { firstTokenMs: number[]; gapsMs: number[] }
type Streams = {
  port: number
  atOnce: number
  /** How many streams each client reads, one after the other. */
  rounds: number
  requests: readonly Buffer[]
  /** What every event with text in it contains, and no other. */
  textMark: string
  /** Clients begin spread over this time, as customers do. */
  spreadMs: number
}

/** Reads streams and notes when text came: the first, and the time between one arrival and the next. */
export async function readStreams({
  port,
  atOnce,
  rounds,
  requests,
  textMark,
  spreadMs,
}: Streams): Promise<StreamTimes> {
  const mark = Buffer.from(textMark)
  const times: StreamTimes = { firstTokenMs: [], gapsMs: [] }
  let next = 0
  const readOne = async (line: Line) => {
    const asked = performance.now()
    let last = 0
    const reply = await line.ask(requests[next++ % requests.length] ?? Buffer.alloc(0), part => {
      if (!part.includes(mark)) return
      const now = performance.now()
      if (last === 0) times.firstTokenMs.push(now - asked)
      else times.gapsMs.push(now - last)
      last = now
    })
    if (reply.status !== 200 || reply.failed || !reply.done)
      throw new Error(`A stream went wrong (status ${reply.status}, done ${reply.done}): ${reply.head}`)
  }
  const client = async (number: number) => {
    const line = await openLine(port)
    await pause((spreadMs * number) / atOnce)
    for (let round = 0; round < rounds; round++) await readOne(line)
    line.close()
  }
  await Promise.all(Array.from({ length: atOnce }, (_, number) => client(number)))
  return times
}
