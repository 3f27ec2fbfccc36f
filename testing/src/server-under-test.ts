import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { History } from './crash/history.ts'
import { processorWaitMs } from './crash/processor-wait.ts'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const patienceMs = 60_000

type Settings = {
  folder: string
  dataDirectory: string
  modelUrl: string
  toolHost: string
  databaseUrl: string | undefined
}

/** `waitedMs`: how much of the time the main thread of the server stood in line on a busy machine. */
export type Start = { tookMs: number; waitedMs: number }

export type ServerUnderTest = Awaited<ReturnType<typeof serverUnderTest>>

/** The real server in a process of its own, always at the same address; its words go to `server.log` in the folder. */
export const serverUnderTest = async (settings: Settings, history: Pick<History, 'write'>) => {
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const log = join(settings.folder, 'server.log')
  const output = openSync(log, 'a')
  let child: ChildProcess | undefined
  let isUp = false
  let isOver = false
  let up = Promise.withResolvers<void>()

  // Whatever ends us, no server stays behind.
  process.once('exit', () => child?.kill('SIGKILL'))

  const launch = () => {
    if (isOver) throw new Error('The run is over; the server is not started again.')
    child = spawn(process.execPath, ['apps/server/src/main.ts'], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: { ...environmentOf(settings), PORT: String(port), FRONTDESK_URL: baseUrl },
    })
  }

  /** Resolves when the server is ready, with how long that took. Throws when it ends instead. */
  const start = async (): Promise<Start> => {
    const from = performance.now()
    launch()
    while (!(await isReady(baseUrl))) {
      if (child?.exitCode !== null)
        throw new Error(`The server ended with ${child?.exitCode} while starting; see ${log}`)
      if (performance.now() - from > patienceMs) throw new Error(`The server did not become ready; see ${log}`)
      await sleep(10)
    }
    const tookMs = Math.round(performance.now() - from)
    const waitedMs = processorWaitMs(child?.pid ?? 0)
    history.write({ kind: 'ready', tookMs })
    isUp = true
    up.resolve()
    return { tookMs, waitedMs }
  }

  /** Ends the server without a word. Throws when it had ended by itself. */
  const kill = async (phase: string) => {
    if (!child) return
    if (child.exitCode !== null) throw new Error(`The server had ended by itself with ${child.exitCode}; see ${log}`)
    // Whoever has been waiting since an earlier kill goes on waiting for the same.
    if (isUp) up = Promise.withResolvers()
    isUp = false
    const gone = once(child, 'exit')
    history.write({ kind: 'killed', phase })
    child.kill('SIGKILL')
    await gone
    child = undefined
  }

  const end = async () => {
    isOver = true
    await kill('the end').catch(() => {})
  }

  return { baseUrl, launch, start, kill, end, whenUp: () => up.promise, pid: () => child?.pid }
}

const isReady = (baseUrl: string) =>
  fetch(`${baseUrl}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    response => response.ok,
    () => false,
  )

const environmentOf = ({ dataDirectory, modelUrl, toolHost, databaseUrl }: Settings) => ({
  PATH: process.env.PATH,
  HOST: '127.0.0.1',
  FRONTDESK_DATA_DIR: dataDirectory,
  FRONTDESK_ALLOWED_PRIVATE_HOSTS: toolHost,
  OPENAI_BASE_URL: modelUrl,
  OPENAI_API_KEY: 'none',
  OPENAI_MODEL: 'counting',
  LOG_LEVEL: 'info',
  ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
})
