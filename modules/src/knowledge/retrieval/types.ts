/** A chunk as the index wants it: `terms` is what `passageTerms` made of its heading and text, kept beside it in the database. */
export interface ChunkTerms {
  chunkId: string
  documentId: string
  terms: Uint8Array
}

/** What the customer wants to know: the newest message, and earlier messages of the same customer, newest last. */
export interface Question {
  text: string
  earlier?: readonly string[]
}

/** One chunk that answers to the question, best first in every list; scores compare within one list only. */
export interface Hit {
  chunkId: string
  documentId: string
  score: number
}

/** What the lexical search saw, for `answerable` to judge. */
export interface Evidence {
  /** How many different words carry the question's meaning. */
  words: number
  /** Share of the question's weight, rare words weighing more, that the best passage holds. */
  coverage: number
  /** Score of the best passage by its words, as a share of what no passage can reach. */
  strength: number
}

export interface Found {
  hits: Hit[]
  evidence: Evidence
}
