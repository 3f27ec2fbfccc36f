import { connect } from 'node:net'
import { answers, freePort, type Program, startProgram } from './processes.ts'

export type Peers = { modelUrl: string; relayPort: number; relay: Program; stop(): Promise<void> }

/** The fake model beside the load, and the bare relay on the core where the server under test runs. */
export async function startPeers(): Promise<Peers> {
  const modelPort = await freePort()
  const modelUrl = `http://127.0.0.1:${modelPort}/v1`
  const model = await startProgram({
    file: new URL('./peers/model.ts', import.meta.url),
    args: ['--port', String(modelPort)],
    cores: 'measuring',
    isReady: answers(`${modelUrl}/models`),
  })
  const relayPort = await freePort()
  const relay = await startProgram({
    file: new URL('./peers/bare-relay.ts', import.meta.url),
    args: ['--port', String(relayPort), '--model', modelUrl],
    cores: 'measured',
    isReady: () => listens(relayPort),
  })
  const stop = async () => {
    await relay.stop()
    await model.stop()
  }
  return { modelUrl, relayPort, relay, stop }
}

/** A customer's own system that answers every call at once; `host` is what the server has to be allowed. */
export async function startTools(): Promise<Program & { host: string }> {
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  const program = await startProgram({
    file: new URL('./peers/tools.ts', import.meta.url),
    args: ['--port', String(port)],
    cores: 'measuring',
    isReady: answers(`http://${host}/`),
  })
  return { ...program, host }
}

const listens = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

/** The request a relay gets: already in the model's own words, because a relay understands none. */
export const relayBody = (model: string, text: string) => ({
  model,
  messages: [
    { role: 'system', content: 'You answer customers of Northwind Bikes. Be brief, friendly and exact.' },
    { role: 'user', content: text },
  ],
  stream: true,
  stream_options: { include_usage: true },
})
export const relayTextMark = '"delta":{"'
