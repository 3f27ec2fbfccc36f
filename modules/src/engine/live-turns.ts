import type { Span } from '@frontdesk/platform/telemetry'
import type { Ending, Lease, Position, TurnEvent } from './turn.ts'

type CallEvent = Extract<TurnEvent, { kind: 'call' }>
type Listener = (event: TurnEvent) => void

// One for all: an abort without a reason makes an exception with its stack, each time.
const neverKept = new Error('The question was not kept')
const elsewhere = new Error('Another process writes this answer now')

/**
 * An answer that this process is writing. Whatever is written is told at once to everybody who listens, and a late
 * listener is first told what it missed.
 */
export class LiveTurn {
  readonly abort = new AbortController()
  readonly #handedOver = new AbortController()
  lease: Lease
  /**
   * Resolves once its question is in the database, and to false where it never will be. Before that a model may think
   * about it, and nothing of it may leave a mark.
   */
  readonly isKept: Promise<boolean>
  text = ''
  /** How much of the text the database has. */
  keptOffset = 0
  /** When its text was last kept, or it began, by the clock of `performance`. */
  keptAt = performance.now()
  /** When its reader last saw something of it, by the same clock. */
  shownAt = performance.now()
  /** From here on the text is kept as a message, and no longer piece by piece. */
  isFinishing = false
  /** What is told of it where somebody listens. */
  span: Span | undefined
  #ending: Ending | undefined
  #calls: CallEvent[] = []
  readonly #listeners = new Set<Listener>()

  constructor(lease: Lease, isKept = Promise.resolve(true)) {
    this.lease = lease
    this.isKept = isKept
    void isKept.then(kept => kept || this.abort.abort(neverKept))
  }

  append(text: string) {
    if (text === '' || this.#ending) return
    this.text += text
    this.shownAt = performance.now()
    this.#tell({ kind: 'text', attempt: this.lease.attempt, offset: this.text.length, text })
  }

  tellCall(call: CallEvent['call']) {
    if (this.#ending) return
    const event: CallEvent = { kind: 'call', attempt: this.lease.attempt, offset: this.text.length, call }
    this.#calls.push(event)
    this.shownAt = performance.now()
    this.#tell(event)
  }

  /** What was shown is taken back, and the answer begins anew under the new lease. */
  restart(lease: Lease) {
    this.lease = lease
    this.text = ''
    this.#calls = []
    this.keptOffset = 0
    this.#tell({ kind: 'reset', attempt: lease.attempt })
  }

  end(ending: Ending) {
    if (this.#ending) return
    this.#ending = ending
    this.#tell({ kind: 'end', attempt: this.lease.attempt, ending })
    this.#listeners.clear()
  }

  /** Another lease has this answer now; whoever listens here has to find it there. */
  handOver() {
    if (this.#ending) return
    this.#listeners.clear()
    this.#handedOver.abort(elsewhere)
  }

  get handedOver(): AbortSignal {
    return this.#handedOver.signal
  }

  get ending() {
    return this.#ending
  }

  /** Tells everything after `position`, then everything that follows; returns how to stop listening. */
  listen(listener: Listener, position?: Position): () => void {
    const { attempt } = this.lease
    const offset = position?.attempt === attempt ? Math.min(position.offset, this.text.length) : 0
    if (!position) listener({ kind: 'begin', attempt })
    else if (position.attempt !== attempt) listener({ kind: 'reset', attempt })
    this.#tellMissed(listener, offset)
    if (this.#ending) {
      listener({ kind: 'end', attempt, ending: this.#ending })
      return () => {}
    }
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Text and calls in the order in which they came; a call that stands at the reader's place may come a second time. */
  #tellMissed(listener: Listener, from: number) {
    const { attempt } = this.lease
    let at = from
    const tellTo = (to: number) => {
      if (to > at) listener({ kind: 'text', attempt, offset: to, text: this.text.slice(at, to) })
      at = Math.max(at, to)
    }
    for (const event of this.#calls) {
      if (event.offset < from) continue
      tellTo(event.offset)
      listener(event)
    }
    tellTo(this.text.length)
  }

  /** Nothing has come for a while, and the reader shall know that it still may. */
  tellWorking() {
    if (!this.#ending) this.#tell({ kind: 'working', attempt: this.lease.attempt, offset: this.text.length })
  }

  #tell(event: TurnEvent) {
    for (const listener of this.#listeners) listener(event)
  }
}
