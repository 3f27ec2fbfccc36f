/** What stands around the text in one chunk; `read` must give the probe back, or the text is not where it seemed to be. */
type Frame = { before: string; after: string }
type Reader = (chunk: string) => string | undefined

const probe = 'probe'
// A server that pads each chunk with noise of its own has no frame.
const mostTries = 3
// Anything that JSON writes otherwise than it is.
const escaped = /["\\\p{Cc}]/u

/**
 * The chunks of an answer are mostly alike up to their text. One that begins and ends as an earlier one, and between has
 * nothing that JSON would escape, says that text and no more: to see this costs a fifth of parsing it.
 */
export class ChunkFrame {
  #frame: Frame | undefined
  #tries = 0

  /** The text of a chunk like those before; undefined for every other, which is then to be parsed. */
  textOf(chunk: string): string | undefined {
    const frame = this.#frame
    if (!frame || chunk.length < frame.before.length + frame.after.length) return undefined
    if (!chunk.startsWith(frame.before) || !chunk.endsWith(frame.after)) return undefined
    const text = chunk.slice(frame.before.length, chunk.length - frame.after.length)
    return escaped.test(text) ? undefined : text
  }

  /** Learns from a chunk that says this text and nothing else. */
  learn(chunk: string, text: string, read: Reader): void {
    if (this.#tries >= mostTries || escaped.test(text)) return
    this.#tries += 1
    const at = chunk.lastIndexOf(`"${text}"`) + 1
    const frame = { before: chunk.slice(0, at), after: chunk.slice(at + text.length) }
    this.#frame = read(`${frame.before}${probe}${frame.after}`) === probe ? frame : undefined
  }
}
