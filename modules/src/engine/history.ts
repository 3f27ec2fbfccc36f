import type { ModelMessage } from '@frontdesk/platform/models/port'
import { tokensIn } from '#models'

/** What was said before fits into this, its summary included; instructions, passages and the question come on top. */
export const historyTokens = 8_000
// Rather many at once: making a summary costs as much as what it reads.
const roomyTokens = 6_000
const keptTokens = 4_000
// Of those that are read for an answer.
const mostMessages = 50
const keptMessages = 24

/** Something that was said, with what was done upon it. */
export type Piece = { seq: number; messages: ModelMessage[] }

const lengthOf = ({ messages }: Piece) => messages.reduce((sum, { content }) => sum + content.length, 0)
const costOf = ({ messages }: Piece) => messages.reduce((sum, { content }) => sum + tokensIn(content), 0)

/** The newest that fit. No character is more than one token, so short conversations are not even counted. */
export const newestOf = (pieces: Piece[], tokens: number): Piece[] => {
  if (pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) <= tokens) return pieces
  let left = tokens
  const first = pieces.findLastIndex(piece => {
    left -= costOf(piece)
    return left < 0
  })
  return pieces.slice(first + 1)
}

/** The last of what belongs into a summary, so that there is room for more; undefined while there is room enough. */
export const outgrownSeq = (pieces: readonly Piece[]): number | undefined => {
  if (pieces.length <= mostMessages && pieces.reduce((sum, piece) => sum + lengthOf(piece), 0) <= roomyTokens)
    return undefined
  const costs = pieces.map(costOf)
  if (pieces.length <= mostMessages && costs.reduce((sum, cost) => sum + cost, 0) <= roomyTokens) return undefined
  let kept = 0
  const last = pieces.findLastIndex((_, place) => {
    kept += costs[place] ?? 0
    const count = pieces.length - place
    return count > keptMessages || (kept > keptTokens && count > 2)
  })
  return pieces[last]?.seq
}
