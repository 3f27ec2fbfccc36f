import { setTimeout as sleep } from 'node:timers/promises'
import { cancelTurn, chat } from '@frontdesk/contract/chat'
import { ApiError } from '@frontdesk/contract/client'
import type { History } from './history.ts'
import type { Moments } from './moments.ts'
import type { Random } from './random.ts'
import { type Place, Reader } from './reader.ts'
import { toolNames, wishFor } from './shop-tools.ts'

export type Shop = Place & { agentId: string; moments: Moments; isClosing: () => boolean; conversations: Set<string> }

type NewMessage = { clientMessageId: string; conversationId: string | null; text: string }
type Sent = { turnId: string; stream: Response }

const manners = ['listens', 'listens', 'stops', 'hurries', 'waits', 'opens two tabs', 'leaves'] as const

/** Writes in one conversation after another, in every manner that customers have, until the shop closes. */
export class Customer {
  readonly #shop: Shop
  readonly #history: History
  readonly #random: Random
  readonly #reader: Reader
  readonly #tab: Reader
  #conversationId: string | null = null
  #said = 0

  constructor(shop: Shop, history: History, tabHistory: History, random: Random) {
    this.#shop = shop
    this.#history = history
    this.#random = random
    this.#reader = new Reader(shop, history, random)
    this.#tab = new Reader(shop, tabHistory, random)
  }

  async visit(): Promise<void> {
    while (!this.#shop.isClosing()) {
      if (this.#random.chance(0.1)) this.#conversationId = null
      await this.#talk(this.#random.pick(manners))
      await sleep(this.#random.between(50, 600))
    }
  }

  async #talk(manner: (typeof manners)[number]) {
    if (manner === 'waits' && this.#conversationId) return this.#waitForWhole(this.#conversationId)
    const sent = await this.#say()
    const reading = this.#readOwn()
    if (manner === 'leaves') await this.#leave(sent)
    else await Promise.all([this.#reader.follow(sent.turnId, sent.stream), this.#meanwhile(manner, sent.turnId)])
    await reading
    await this.#reader.readTurn(sent.turnId)
    await this.#readOwn()
  }

  async #meanwhile(manner: (typeof manners)[number], turnId: string) {
    await sleep(this.#random.between(0, 1_200))
    if (manner === 'stops') await this.#stop(turnId)
    if (manner === 'opens two tabs') await this.#tab.follow(turnId)
    if (manner !== 'hurries') return
    const next = await this.#say()
    await Promise.all([this.#readOwn(), this.#reader.follow(next.turnId, next.stream)])
    await this.#reader.readTurn(next.turnId)
  }

  /** Says the next words, and says them again under the same id until they are acknowledged. */
  async #say(): Promise<Sent> {
    const message = this.#nextMessage()
    return this.#reader.insist(async () => {
      const stream = await this.#send(message, 'text/event-stream')
      const turnId = stream.headers.get('x-turn-id') ?? ''
      const conversationId = stream.headers.get('x-conversation-id') ?? ''
      this.#acknowledge(message, conversationId, turnId)
      return { turnId, stream }
    })
  }

  #nextMessage(): NewMessage {
    const clientMessageId = `${this.#history.who}-${++this.#said}`
    const wanted = this.#random.chance(0.4) ? toolNames.filter(() => this.#random.chance(0.6)) : []
    const text = `This is ${clientMessageId}. Where is it?${wishFor(wanted)}`
    return { clientMessageId, conversationId: this.#conversationId, text }
  }

  #send(message: NewMessage, accept: string) {
    this.#history.write({ kind: 'sends', ...message })
    const { clientMessageId, conversationId, text } = message
    const body = { agentId: this.#shop.agentId, clientMessageId, text, ...(conversationId ? { conversationId } : {}) }
    const answer = this.#shop.client.request(chat, { body }, { headers: { accept } })
    this.#shop.moments.emit('sent')
    return answer
  }

  #acknowledge({ clientMessageId }: NewMessage, conversationId: string, turnId: string) {
    this.#history.write({ kind: 'acked', clientMessageId, conversationId, turnId })
    this.#conversationId = conversationId
    this.#shop.conversations.add(conversationId)
    this.#shop.open.add(turnId)
  }

  /** Asks for the answer in one piece, which acknowledges the message only at its end. */
  async #waitForWhole(conversationId: string) {
    const message = this.#nextMessage()
    const turnId = await this.#reader.insist(async () => {
      const reply = await this.#send(message, 'application/json').catch(withoutAnswer)
      if (!reply) return undefined
      const answer = chat.reply.parse(await reply.json())
      this.#acknowledge(message, conversationId, answer.turnId)
      return answer.turnId
    })
    if (turnId) await this.#reader.readTurn(turnId)
    await this.#readOwn()
  }

  async #stop(turnId: string) {
    this.#history.write({ kind: 'stops', turnId })
    await this.#reader.insist(() => {
      const stopping = this.#shop.client.call(cancelTurn, { parameters: { turnId } })
      this.#shop.moments.emit('stopping')
      return stopping
    })
  }

  /** Closing the page is not a stop: the answer goes on, and ends. */
  async #leave({ turnId, stream }: Sent) {
    await stream.body?.cancel()
    while (!(await this.#reader.readTurn(turnId))) await sleep(200)
  }

  async #readOwn() {
    if (this.#conversationId) await this.#reader.readMessages(this.#conversationId)
  }
}

/** A turn that ended without an answer is told as a conflict or as unavailable; the message was kept all the same. */
const withoutAnswer = (error: unknown) => {
  if (error instanceof ApiError && (error.status === 409 || error.status === 503)) return undefined
  throw error
}
