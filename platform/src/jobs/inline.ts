import type { Log } from '../log.ts'
import type { JobHandler, Jobs, SendOptions } from './port.ts'

export interface InlineJobs extends Jobs {
  /** Resolves when nothing runs and nothing that may run waits. */
  idle(): Promise<void>
  /** Lets the time come for everything that was sent with `startAfterSeconds`. */
  elapse(): void
  /** The cron line of each scheduled queue; nothing runs by itself. */
  readonly schedules: ReadonlyMap<string, string>
}

interface Waiting {
  payload: object
  options: SendOptions
  attempt: number
}

interface Queue {
  handler?: JobHandler
  concurrency: number
  running: number
  waiting: Waiting[]
  later: Waiting[]
}

const usualRetryLimit = 5

/** For tests: handlers run at once, in this process, and are tried again without pauses. Nothing survives it. */
export function createInlineJobs(log: Log): InlineJobs {
  const queues = new Map<string, Queue>()
  const schedules = new Map<string, string>()
  const stopping = new AbortController()
  let started = false
  let whenIdle = Promise.withResolvers<void>()

  function queueOf(name: string): Queue {
    const queue = queues.get(name) ?? { concurrency: 1, running: 0, waiting: [], later: [] }
    queues.set(name, queue)
    return queue
  }

  function pump(name: string): void {
    const queue = queueOf(name)
    while (started && !stopping.signal.aborted && queue.handler && queue.running < queue.concurrency) {
      const job = queue.waiting.shift()
      if (!job) break
      queue.running += 1
      void run(name, queue, queue.handler, job)
    }
    if (isIdle()) {
      whenIdle.resolve()
      whenIdle = Promise.withResolvers()
    }
  }

  async function run(name: string, queue: Queue, handler: JobHandler, job: Waiting): Promise<void> {
    try {
      // A database would have made it text and back as well.
      await handler(JSON.parse(JSON.stringify(job.payload)), { attempt: job.attempt, signal: stopping.signal })
    } catch (error) {
      log.warn('A job failed', { queue: name, attempt: job.attempt, error })
      const retryLimit = job.options.retryLimit ?? usualRetryLimit
      if (job.attempt <= retryLimit) queue.waiting.push({ ...job, attempt: job.attempt + 1 })
    }
    queue.running -= 1
    pump(name)
  }

  const isIdle = () =>
    [...queues.values()].every(queue => queue.running === 0 && (!queue.handler || queue.waiting.length === 0))

  return {
    schedules,
    work: async (name, handler, { concurrency = 1 } = {}) => {
      Object.assign(queueOf(name), { handler, concurrency })
      pump(name)
    },
    send: async (name, payload, options = {}) => {
      const queue = queueOf(name)
      const { singletonKey, startAfterSeconds = 0 } = options
      const same = (other: Waiting) => other.attempt === 1 && other.options.singletonKey === singletonKey
      if (singletonKey && [...queue.waiting, ...queue.later].some(same)) return
      const list = startAfterSeconds > 0 ? queue.later : queue.waiting
      list.push({ payload, options, attempt: 1 })
      pump(name)
    },
    schedule: async (name, cron) => void schedules.set(name, cron),
    start: async () => {
      started = true
      for (const name of queues.keys()) pump(name)
    },
    stop: async () => {
      stopping.abort()
      while ([...queues.values()].some(queue => queue.running > 0)) await new Promise(setImmediate)
    },
    idle: async () => {
      if (!isIdle()) await whenIdle.promise
    },
    elapse: () => {
      for (const [name, queue] of queues) {
        queue.waiting.push(...queue.later.splice(0))
        pump(name)
      }
    },
  }
}
