import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@frontdesk/platform/database/open'
import { freePort } from '@frontdesk/testing/free-port'
import { ownDatabase } from './own-database.ts'

export type Server = Awaited<ReturnType<typeof openServer>>

const root = fileURLToPath(new URL('../..', import.meta.url))
const patienceMs = 120_000

/** The real server in a process of its own, on a fresh installation and always at the same address of this machine. */
export const openServer = async (settings: Record<string, string>, hostname: string) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'frontdesk-e2e-'))
  const database = await ownDatabase()
  const port = await freePort()
  const url = `http://${hostname}:${port}`
  let said = ''
  let child: ChildProcess | undefined

  const environment = {
    ...picked('PATH', 'HOME'),
    ...ownRedis(),
    ...(database ? { DATABASE_URL: database.url } : {}),
    HOST: '127.0.0.1',
    PORT: String(port),
    FRONTDESK_URL: url,
    FRONTDESK_DATA_DIR: dataDirectory,
    ...settings,
  }

  const start = async () => {
    const started = spawn(process.execPath, ['apps/server/src/main.ts'], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = started
    for (const output of [started.stdout, started.stderr]) output.on('data', words => (said += words))
    const giveUpAt = Date.now() + patienceMs
    while (!(await isReady(url))) {
      if (hasEnded(started)) throw new Error(`The server ended (${started.signalCode ?? started.exitCode}):\n${said}`)
      if (Date.now() > giveUpAt) throw new Error(`The server is not ready after ${patienceMs / 1_000} s:\n${said}`)
      await pause(25)
    }
  }

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const ending = child
    child = undefined
    if (!ending || hasEnded(ending)) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    const tooLong = setTimeout(() => ending.kill('SIGKILL'), 5_000)
    await gone
    clearTimeout(tooLong)
  }

  /** What only time, or an older release, would do to what is kept: the server is down meanwhile. */
  const meanwhile = async (change: string) => {
    await end('SIGTERM')
    const kept = await openDatabase({ databaseUrl: database?.url, dataDir: dataDirectory })
    await kept.owner.query(change).finally(() => kept.close())
    await start()
  }

  // A run that is broken off leaves no server behind.
  const endAtOnce = () => child?.kill('SIGKILL')
  process.once('exit', endAtOnce)

  const close = async () => {
    process.off('exit', endAtOnce)
    await end('SIGTERM')
    await database?.drop()
    await rm(dataDirectory, { recursive: true, force: true })
  }

  await start().catch(async error => {
    await close()
    throw error
  })
  return { url, start, kill: () => end('SIGKILL'), meanwhile, close, said: () => said }
}

/** Every installation counts its own visitors: all of them come from the same address here. */
const ownRedis = (): Record<string, string> => {
  if (!process.env.REDIS_URL) return {}
  const url = new URL(process.env.REDIS_URL)
  url.pathname = `/${(Number(process.env.TEST_WORKER_INDEX ?? 0) % 15) + 1}`
  return { REDIS_URL: url.href }
}

const picked = (...names: string[]) =>
  Object.fromEntries(names.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : [])))

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

const isReady = (url: string) =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) }).then(
    response => response.ok,
    () => false,
  )
