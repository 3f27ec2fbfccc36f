import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export type PgliteHost = {
  /** Where its socket lies; the same for as long as the host lives. */
  folder: string
  patiently<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * Runs PGlite in a worker, and begins anew on the same socket when it gives no sign of life for `stuckAfterMs`: nothing
 * else can end a query there. What was acknowledged stays; queries under way fail, and pools connect again.
 */
export const hostPglite = async (files: string, folder: string, stuckAfterMs: number): Promise<PgliteHost> => {
  let worker = await startWorker(files, folder)
  let heardAt = Date.now()
  let patient = 0
  let restarting: Promise<void> | undefined
  const listen = () => {
    worker.on('message', () => {
      heardAt = Date.now()
    })
    // One that crashed will say nothing more, so nobody waits for it.
    worker.once('exit', () => {
      heardAt = 0
    })
  }
  listen()

  const restart = async () => {
    await worker.terminate()
    await rm(socketIn(folder), { force: true })
    worker = await startWorker(files, folder)
    heardAt = Date.now()
    listen()
  }
  const watch = setInterval(() => {
    if (restarting) return
    if (patient > 0 && heardAt > 0) heardAt = Date.now()
    if (Date.now() - heardAt < stuckAfterMs) return worker.postMessage('ping')
    restarting = restart().finally(() => {
      restarting = undefined
    })
    // A worker that cannot start now may later: the next look tries again.
    restarting.catch(() => {})
  }, stuckAfterMs / 12).unref()

  return {
    folder,
    patiently: async work => {
      patient++
      try {
        return await work()
      } finally {
        patient--
      }
    },
    close: async () => {
      clearInterval(watch)
      await restarting?.catch(() => {})
      await stopWorker(worker)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

// A Unix socket's path has some hundred characters at most.
const longestFolder = 80

/** Where the socket of a database shall lie, empty. */
export const socketFolder = async (files: string): Promise<string> => {
  const beside = `${files}.socket`
  if (beside.length > longestFolder) return mkdtemp(join(tmpdir(), 'frontdesk-'))
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { mode: 0o700 })
  return beside
}

const socketIn = (folder: string) => join(folder, '.s.PGSQL.5432')

const startWorker = async (files: string, folder: string) => {
  const socketPath = socketIn(folder)
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { dataDir: files, socketPath },
  })
  await new Promise<void>((ready, failed) => {
    worker.once('message', () => ready())
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('The embedded database ended while it was starting')))
  })
  // Whoever waits for an answer learns of a crash from the closed socket; the watch then begins anew.
  worker.on('error', () => {})
  return worker
}

const stopWorker = async (worker: Worker) => {
  await new Promise<void>(closed => {
    worker.on('message', message => {
      if (message === 'closed') closed()
    })
    worker.once('exit', () => closed())
    worker.postMessage('close')
  })
  await worker.terminate()
}
