import type { Job, PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'
import type { JobHandler } from './port.ts'

/** The workers of one queue in this process. */
export interface Crew {
  /** Sends one resting worker to look for a job; when all are busy, each looks again after its job anyway. */
  wakeOne(): void
}

interface Worker {
  id: string
  resting: boolean
}

interface CrewOptions {
  boss: PgBoss
  queue: string
  handler: JobHandler
  concurrency: number
  log: Log
}

// Of pg-boss's own polling each worker would do its share, even when there is nothing to do. Ours sleep until one is
// woken; whoever finds a job wakes the next. So an idle queue costs one statement per poll, whatever its concurrency.
const ownPollingSeconds = 60

export async function createCrew({ boss, queue, handler, concurrency, log }: CrewOptions): Promise<Crew> {
  const workers: Worker[] = []
  const wakeOne = () => {
    const worker = workers.find(candidate => candidate.resting)
    if (worker) boss.notifyWorker(worker.id)
  }

  async function run(worker: Worker, job: Job<unknown>): Promise<void> {
    const attempt = job.retryCount + 1
    worker.resting = false
    wakeOne()
    try {
      await handler(job.data, { attempt, signal: job.signal })
    } catch (error) {
      log.warn('A job failed', { queue, jobId: job.id, attempt, error })
      throw error
    } finally {
      worker.resting = true
      boss.notifyWorker(worker.id)
    }
  }

  for (let number = 0; number < concurrency; number++) {
    const worker: Worker = { id: '', resting: true }
    workers.push(worker)
    worker.id = await boss.work<unknown>(queue, { pollingIntervalSeconds: ownPollingSeconds }, async jobs => {
      for (const job of jobs) await run(worker, job)
    })
  }
  return { wakeOne }
}
