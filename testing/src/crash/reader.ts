import { setTimeout as sleep } from 'node:timers/promises'
import { readTurn, streamTurn } from '@frontdesk/contract/chat'
import { ApiError, type Client } from '@frontdesk/contract/client'
import { listMessages } from '@frontdesk/contract/conversations'
import type { History } from './history.ts'
import type { Random } from './random.ts'
import { readEvents, type StreamEvent } from './read-events.ts'

export type Place = {
  client: Client
  whenUp: () => Promise<void>
  /** Acknowledged turns of which nobody has yet seen the end. */
  open: Set<string>
}

type Following = { turnId: string; after: string | undefined }

/** Somebody who reads along and remembers it; whoever loses the connection comes back where they were. */
export class Reader {
  readonly #place: Place
  readonly #history: History
  readonly #random: Random
  readonly #lastSeqs = new Map<string, number>()

  constructor(place: Place, history: History, random: Random) {
    this.#place = place
    this.#history = history
    this.#random = random
  }

  /** Tries until the server has answered. Throws what the server refuses. */
  async insist<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask()
      } catch (error) {
        if (!isLost(error)) throw error
        await sleep(20)
        await this.#place.whenUp()
      }
    }
  }

  /** Reads an answer to its end, over every cut; `opened` is a stream that is already there. */
  async follow(turnId: string, opened?: Response): Promise<void> {
    const following: Following = { turnId, after: undefined }
    let stream = opened
    for (;;) {
      // Some go away in the middle by themselves, and come back.
      const leavesAfter = this.#random.chance(0.2) ? this.#random.between(1, 30) : Number.POSITIVE_INFINITY
      if (await this.#listen(following, leavesAfter, stream)) return
      stream = undefined
      await this.#place.whenUp()
    }
  }

  /** True when the end was seen. */
  async #listen(following: Following, leavesAfter: number, opened: Response | undefined): Promise<boolean> {
    const { turnId, after } = following
    const leaving = new AbortController()
    try {
      const stream = opened ?? (await this.#openStream(following, leaving.signal))
      this.#history.write({ kind: 'listens', turnId, after: after ?? null })
      if (!stream.body) return false
      let events = 0
      for await (const { id, part } of readEvents(stream.body)) {
        following.after = id ?? following.after
        if (this.#take(turnId, id, part)) return true
        if (++events >= leavesAfter) return false
      }
      return false
    } catch (error) {
      if (!isLost(error)) throw error
      return false
    } finally {
      leaving.abort()
    }
  }

  #openStream({ turnId, after }: Following, signal: AbortSignal) {
    const headers = { accept: 'text/event-stream', ...(after ? { 'last-event-id': after } : {}) }
    return this.#place.client.request(streamTurn, { parameters: { turnId } }, { headers, signal })
  }

  #take(turnId: string, id: string | undefined, part: StreamEvent['part']): boolean {
    const { type, delta, messageMetadata } = part
    if (type === 'text-delta') this.#history.write({ kind: 'text', turnId, text: delta ?? '', id: id ?? null })
    if (type === 'data-reset') this.#history.write({ kind: 'reset', turnId })
    const { status, messageId, seq } = messageMetadata ?? {}
    if (!status) return false
    this.#history.write({ kind: 'ended', turnId, status, messageId: messageId ?? null, seq: seq ?? null })
    this.#place.open.delete(turnId)
    return true
  }

  async readMessages(conversationId: string): Promise<void> {
    await this.insist(async () => {
      const known = this.#lastSeqs.get(conversationId) ?? 0
      const afterSeq = this.#random.chance(0.2) ? 0 : known
      const askedAt = performance.now()
      const query = { afterSeq, limit: 500 }
      const { items, lastSeq } = await this.#place.client.call(listMessages, { parameters: { conversationId }, query })
      this.#lastSeqs.set(conversationId, Math.max(known, items.at(-1)?.seq ?? 0))
      const messages = items.map(({ id, seq, sender, text, turnId, clientMessageId }) => ({
        id,
        seq,
        sender,
        text,
        turnId,
        clientMessageId,
      }))
      this.#history.write({ kind: 'read', conversationId, askedAt, afterSeq, lastSeq, messages })
    })
  }

  /** True when the turn has ended. */
  async readTurn(turnId: string): Promise<boolean> {
    return this.insist(async () => {
      const askedAt = performance.now()
      const { status } = await this.#place.client.call(readTurn, { parameters: { turnId } })
      this.#history.write({ kind: 'turn', turnId, askedAt, status })
      if (status !== 'running') this.#place.open.delete(turnId)
      return status !== 'running'
    })
  }
}

/** The connection went: whether what was asked has happened is not known. */
const isLost = (error: unknown): boolean =>
  error instanceof ApiError ? error.status === 0 : error instanceof TypeError && error.message === 'terminated'
