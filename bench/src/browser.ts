import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
export const hasBrowser = existsSync(chromium)

const switches =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --remote-debugging-port=0'

export type Fetched = { url: string; kind: string; encoding: string; bytes: number }

type Told = {
  id?: number
  sessionId?: string
  method?: string
  result?: Record<string, unknown>
  params?: {
    requestId?: string
    type?: string
    encodedDataLength?: number
    response?: { url: string; headers: Record<string, string> }
  }
}

const quietMs = 1_500
const patienceMs = 30_000

/** Everything that a browser fetches for a page on its first visit, until nothing more comes for a while. */
export async function visit(url: string, cookie: { name: string; value: string }): Promise<Fetched[]> {
  const profile = await mkdtemp(join(tmpdir(), 'frontdesk-bench-chromium-'))
  const child = spawn(chromium, [...switches.split(' '), `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: 'ignore',
  })
  try {
    return await watch(await addressOf(profile), url, cookie)
  } finally {
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The browser writes where it listens into its profile. */
const addressOf = async (profile: string): Promise<string> => {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(50)) {
    const lines = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
    const [port, path] = lines.split('\n')
    if (port && path) return `ws://127.0.0.1:${port}${path}`
  }
  throw new Error('Chromium did not start')
}

async function watch(address: string, url: string, cookie: { name: string; value: string }): Promise<Fetched[]> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('Chromium closed its door')))
  })
  const fetched = new Map<string, Fetched>()
  const replies = new Map<number, (result: Record<string, unknown>) => void>()
  let lastAt = performance.now()
  socket.addEventListener('message', ({ data }) => {
    const told = JSON.parse(String(data)) as Told
    if (told.id !== undefined) return replies.get(told.id)?.(told.result ?? {})
    const { requestId = '', type = '', response, encodedDataLength = 0 } = told.params ?? {}
    if (told.method?.startsWith('Network.')) lastAt = performance.now()
    if (told.method === 'Network.responseReceived' && response) {
      const headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
      )
      fetched.set(requestId, { url: response.url, kind: type, encoding: headers['content-encoding'] ?? '', bytes: 0 })
    }
    const known = fetched.get(requestId)
    if (told.method === 'Network.loadingFinished' && known) known.bytes = encodedDataLength
  })
  let next = 0
  const ask = (method: string, params: object, sessionId?: unknown) =>
    new Promise<Record<string, unknown>>(resolve => {
      replies.set(++next, resolve)
      socket.send(JSON.stringify({ id: next, method, params, sessionId }))
    })
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
  await ask('Network.enable', {}, sessionId)
  await ask('Network.setCookie', { ...cookie, url }, sessionId)
  await ask('Page.navigate', { url }, sessionId)
  for (
    const until = performance.now() + patienceMs;
    performance.now() - lastAt < quietMs && performance.now() < until;
  )
    await pause(100)
  socket.close()
  return [...fetched.values()].filter(({ url: from }) => from.startsWith('http'))
}
