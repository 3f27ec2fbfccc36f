import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** Listens on every address of this machine, and counts whoever so much as knocks. */
export const openCanary = async () => {
  const sockets = new Set<Socket>()
  const knocks: (number | undefined)[] = []
  let ours = 0
  const server = createServer(socket => {
    knocks.push(socket.remotePort)
    sockets.add(socket.on('error', () => {}))
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\nA secret'),
    )
  })
  await once(server.listen(0), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    /** How many have come. Connections are taken one after the other, so whoever came before we knock is counted with us. */
    hits: async () => {
      const from = knocks.length
      const knocking = connect(port, '127.0.0.1')
      await once(knocking, 'connect')
      while (!knocks.includes(knocking.localPort, from)) await turn()
      ours += 1
      knocking.destroy()
      return knocks.length - ours
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(closed => server.close(closed))
    },
  }
}
export type Canary = Awaited<ReturnType<typeof openCanary>>
