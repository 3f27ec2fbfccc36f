import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { silentLog } from './log.ts'
import { connectRedis, type RedisLink } from './redis.ts'

const url = process.env.REDIS_URL

/** Runs the suite against the real Redis of REDIS_URL; without one there is nothing to run. Links close with their test. */
export function withTestRedis(suite: (link: () => Promise<RedisLink>) => void): void {
  if (url) suite(() => linkTo(url))
}

/** Two Redis servers that are away: one whose port is closed, and one that takes connections and never answers. */
export async function silentRedis(): Promise<RedisLink[]> {
  const sockets = new Set<Socket>()
  const mute = createServer(socket => void sockets.add(socket.on('error', () => {})))
  await once(mute.listen(0, '127.0.0.1'), 'listening')
  const closed = createServer()
  await once(closed.listen(0, '127.0.0.1'), 'listening')
  const ports = [mute, closed].map(server => (server.address() as AddressInfo).port)
  closed.close()
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    mute.close()
  })
  return Promise.all(ports.map(port => linkTo(`redis://127.0.0.1:${port}`)))
}

async function linkTo(address: string): Promise<RedisLink> {
  const link = await connectRedis(address, silentLog)
  onTestFinished(() => link.close())
  return link
}
