import type { ModelToolCall } from './port.ts'

type Piece = { index?: unknown; id?: unknown; function?: { name?: unknown; arguments?: unknown } | null }

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * Tool calls while they arrive, piece by piece. A piece belongs to the call of its index; servers that give no index
 * send each call whole, or begin a new one with a new id.
 */
export class StreamedCalls {
  readonly #calls = new Map<number, ModelToolCall>()
  #last = -1

  add(pieces: unknown): void {
    if (!Array.isArray(pieces)) return
    for (const piece of pieces as (Piece | null)[]) if (piece) this.#addPiece(piece)
  }

  /** In the order the model began them; what has no name is none. A call without an id gets one of its place. */
  all(): ModelToolCall[] {
    return [...this.#calls.values()]
      .filter(call => call.name !== '')
      .map((call, place) => ({ ...call, id: call.id || `call_${place + 1}` }))
  }

  #addPiece({ index, id, function: part }: Piece) {
    this.#last = typeof index === 'number' ? index : this.#placeOf(text(id))
    const call = this.#calls.get(this.#last) ?? { id: '', name: '', arguments: '' }
    this.#calls.set(this.#last, {
      id: call.id || text(id),
      name: call.name || text(part?.name),
      arguments: call.arguments + text(part?.arguments),
    })
  }

  #placeOf(id: string) {
    const known = [...this.#calls].find(([, call]) => call.id === id && id !== '')
    if (known) return known[0]
    return id === '' && this.#last >= 0 ? this.#last : this.#calls.size
  }
}
