import { randomUUID } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'
import { type Crew, createCrew } from './crew.ts'
import type { Jobs } from './port.ts'

/** A `pg.Pool`, or anything that answers as one. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
}

export interface PgBossOptions {
  database: Queryable
  log: Log
  /** Of its own, so that its tables and ours never meet; `pgboss` unless said. */
  schema?: string
  /** How soon jobs that other processes sent are found; one's own start at once. */
  pollEveryMs?: number
}

/**
 * Jobs in the database itself. `start` makes the tables and keeps them up to date; what is asked while it is under way
 * waits for it.
 */
export function createPgBossJobs({ database, log, schema = 'pgboss', pollEveryMs = 10_000 }: PgBossOptions): Jobs {
  const made = new Map<string, Promise<void>>()
  const crews = new Map<string, Crew>()
  const untilStart: ((boss: PgBoss) => Promise<void>)[] = []
  let starting: Promise<PgBoss> | undefined
  let poll: NodeJS.Timeout | undefined

  async function begin(): Promise<PgBoss> {
    const boss = await openBoss(database, schema, log)
    await boss.start()
    for (const step of untilStart) await step(boss)
    poll = setInterval(() => {
      for (const crew of crews.values()) crew.wakeOne()
    }, pollEveryMs)
    return boss
  }

  async function onceStarted(step: (boss: PgBoss) => Promise<void>): Promise<void> {
    if (starting) await step(await starting)
    else untilStart.push(step)
  }

  function makeQueue(boss: PgBoss, name: string): Promise<void> {
    const making = made.get(name) ?? boss.createQueue(name, queueOptions)
    made.set(name, making)
    // Forgotten when it failed, so that the next one who needs the queue tries again.
    return making.catch(error => {
      made.delete(name)
      throw error
    })
  }

  return {
    work: (queue, handler, { concurrency = 1 } = {}) =>
      onceStarted(async boss => {
        await makeQueue(boss, queue)
        crews.set(queue, await createCrew({ boss, queue, handler, concurrency, log }))
      }),
    send: async (queue, payload, { singletonKey = randomUUID(), startAfterSeconds, retryLimit } = {}) => {
      if (!starting) throw new Error('Jobs are sent after start()')
      const boss = await starting
      await makeQueue(boss, queue)
      await boss.send(queue, payload, {
        singletonKey,
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
        ...(retryLimit === undefined ? {} : { retryLimit }),
      })
      if (!startAfterSeconds) crews.get(queue)?.wakeOne()
    },
    schedule: (queue, cron) =>
      onceStarted(async boss => {
        await makeQueue(boss, queue)
        await boss.schedule(queue, cron, {}, { tz: 'UTC' })
      }),
    start: async () => {
      starting ??= begin()
      await starting
    },
    stop: async ({ timeoutMs = 10_000 } = {}) => {
      const boss = await starting?.catch(() => undefined)
      starting = undefined
      clearInterval(poll)
      await boss?.stop({ graceful: true, timeout: timeoutMs })
    },
  }
}

async function openBoss(database: Queryable, schema: string, log: Log): Promise<PgBoss> {
  // Loading it costs a tenth of a second and 20 MB, which a process that only serves pages need not spend.
  const { PgBoss } = await import('pg-boss')
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.query(text, values) },
    schema,
    // Rebuilding an index concurrently wants connections of its own, which the embedded database has not.
    reindex: false,
    registerInstance: false,
    persistWarnings: false,
  })
  // Of these errors only some are Errors; all have a message.
  const tell = seldom(error => log.error('The job queue is in trouble', { error: error.message }))
  boss.on('error', tell)
  boss.on('warning', warning => log.warn(`Job queue: ${warning.message}`))
  return boss
}

const queueOptions = {
  // One waiting job per key; jobs without one get a key of their own.
  policy: 'short',
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 24 * 60 * 60,
} as const

// While the database is away every worker complains at every turn.
function seldom(tell: (error: Error) => void): (error: Error) => void {
  let quietUntil = 0
  return error => {
    if (Date.now() < quietUntil) return
    quietUntil = Date.now() + 10_000
    tell(error)
  }
}
