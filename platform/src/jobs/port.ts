export interface JobContext {
  /** 1 for the first try. */
  attempt: number
  /** Aborts when the process stops or the job took too long; the job is then tried again. */
  signal: AbortSignal
}

/** The payload may have been sent by an older release: parse it. */
export type JobHandler = (payload: unknown, job: JobContext) => Promise<void>

export interface SendOptions {
  /** While a job of this key waits in the queue, another one with the same key is not added. */
  singletonKey?: string
  startAfterSeconds?: number
  /** How often a failing job is tried again, with growing pauses; 5 unless said. */
  retryLimit?: number
}

/**
 * Work that is done later and at least once: a job survives a crash, is tried again with growing pauses, and after the
 * last try rests as failed without holding up the others. A handler must bear being run twice.
 */
export interface Jobs {
  /** Names the handler of a queue; `concurrency` (1 unless said) is per process. Before or after `start`. */
  work(queue: string, handler: JobHandler, options?: { concurrency?: number }): Promise<void>
  /** Rejects when the database does not take it. */
  send(queue: string, payload: object, options?: SendOptions): Promise<void>
  /** Sends an empty payload at the times of a cron line (UTC), once however many processes run. */
  schedule(queue: string, cron: string): Promise<void>
  start(): Promise<void>
  /** Waits for the jobs in hand, up to `timeoutMs` (10 s unless said); what is left is tried again elsewhere. */
  stop(options?: { timeoutMs?: number }): Promise<void>
}
