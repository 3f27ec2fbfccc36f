import { setInterval, setTimeout } from 'node:timers'
import type { Platform } from '@frontdesk/platform/platform'
import pLimit, { type LimitFunction } from 'p-limit'
import { type ChunkToKeep, keepChunks } from './lease-store.ts'
import type { LiveTurn } from './live-turns.ts'

const lookEveryMs = 50
// So far behind are readers in other processes; without Redis there is one process, and a piece only serves after a crash.
const keepAfterMs = { shared: 150, alone: 500 }
// Statements wait for each other, above all where one backend serves them all.
const endingsAtOnce = { postgres: 8, embedded: 2 }

/**
 * The answers that this process is writing. What they have said is kept while they are written, so that a reader or
 * another process can go on after a crash. Those whose time has come are kept together; all at once would hold up
 * everybody's next word.
 */
export class Engine {
  readonly #live = new Map<string, LiveTurn>()
  /** Keeps endings a few at a time, so that a question finds the database free: its customer has seen no word yet. */
  readonly endings: LimitFunction
  readonly #platform: Platform
  readonly #keepAfterMs: number
  #timer: NodeJS.Timeout | undefined
  #keeping: { turns: ReadonlySet<LiveTurn>; done: Promise<void> } | undefined

  constructor(platform: Platform) {
    this.#platform = platform
    this.#keepAfterMs = keepAfterMs[platform.config.redisUrl ? 'shared' : 'alone']
    this.endings = pLimit(endingsAtOnce[platform.database.kind])
  }

  find(turnId: string): LiveTurn | undefined {
    return this.#live.get(turnId)
  }

  get size() {
    return this.#live.size
  }

  turns(): LiveTurn[] {
    return [...this.#live.values()]
  }

  open(turn: LiveTurn): LiveTurn {
    const { lease } = turn
    // A lease that ran out while this process was busy may come back to it, with the old answer still being written.
    this.find(lease.turnId)?.abort.abort(new Error('This turn was begun anew'))
    this.#live.set(lease.turnId, turn)
    this.#timer ??= setInterval(() => this.#keep(), lookEveryMs)
    return turn
  }

  /** Late readers are still served from memory for a moment; after that the database has everything. */
  close(turn: LiveTurn) {
    setTimeout(() => this.#forget(turn), 1_000).unref()
  }

  /** Resolves when no piece of this turn is on its way to the database: one that came after the end would stay there. */
  async settle(turn: LiveTurn) {
    turn.isFinishing = true
    if (this.#keeping?.turns.has(turn)) await this.#keeping.done
  }

  handOver(turn: LiveTurn) {
    this.#forget(turn)
    turn.handOver()
  }

  #forget(turn: LiveTurn) {
    if (this.#live.get(turn.lease.turnId) === turn) this.#live.delete(turn.lease.turnId)
  }

  #keep() {
    if (this.#keeping) return
    if (this.#live.size === 0) return this.#rest()
    const now = performance.now()
    const due = now - this.#keepAfterMs
    const chunks = this.turns().flatMap(turn => (turn.keptAt > due ? [] : unkeptOf(turn)))
    if (chunks.length === 0) return
    for (const { turn } of chunks) turn.keptAt = now
    const done = this.#keepPieces(chunks).finally(() => {
      this.#keeping = undefined
    })
    this.#keeping = { turns: new Set(chunks.map(({ turn }) => turn)), done }
  }

  async #keepPieces(chunks: Unkept[]) {
    try {
      await keepChunks(
        this.#platform,
        chunks.map(({ chunk }) => chunk),
      )
      for (const { turn, chunk } of chunks) {
        if (turn.lease.attempt !== chunk.lease.attempt) continue
        turn.keptOffset = chunk.offset + chunk.text.length
        void this.#platform.pubsub.publish(`turn:${chunk.lease.turnId}`, 'more')
      }
    } catch (error) {
      // Nothing is lost: the same text is tried again in a moment.
      this.#platform.log.warn('Parts of answers could not be kept', { error })
    }
  }

  #rest() {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

type Unkept = { turn: LiveTurn; chunk: ChunkToKeep }

const unkeptOf = (turn: LiveTurn): Unkept[] =>
  turn.ending || turn.isFinishing || turn.text.length === turn.keptOffset
    ? []
    : [{ turn, chunk: { lease: turn.lease, offset: turn.keptOffset, text: turn.text.slice(turn.keptOffset) } }]

const engines = new WeakMap<Platform, Engine>()

/** One engine per platform, which is one per process outside of tests. */
export const engineOf = (platform: Platform): Engine => {
  const known = engines.get(platform)
  if (known) return known
  const engine = new Engine(platform)
  engines.set(platform, engine)
  return engine
}
