import stemmers from 'snowball-stemmers'

export interface PeerPassage {
  id: string
  text: string
}

const lucene = `a an and are as at be but by for if in into is it no not of on or such that the their then there these they this
  to was will with`
const english = new Set(lucene.split(/\s+/))

/**
 * The peer: BM25 as Lucene does it over passages, with stems and Lucene's own short list of stop words. Deliberately plain, and
 * deliberately sharing no code with the product.
 */
export function bm25(passages: readonly PeerPassage[], k1: number, b: number, algorithm = 'english') {
  const stemmer = stemmers.newStemmer(algorithm)
  const stems = new Map<string, string>()
  const analyse = (text: string): string[] => {
    const terms: string[] = []
    for (const [word] of text
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*/gu)) {
      const bare = word.replace(/['’]s$/, '')
      if (algorithm === 'english' && english.has(bare)) continue
      const stem = stems.get(bare) ?? stemmer.stem(bare)
      stems.set(bare, stem)
      terms.push(stem)
    }
    return terms
  }
  const postings = new Map<string, Map<number, number>>()
  const lengths: number[] = []
  for (const [at, { text }] of passages.entries()) {
    const terms = analyse(text)
    lengths.push(terms.length)
    for (const term of terms) {
      const list = postings.get(term) ?? new Map<number, number>()
      list.set(at, (list.get(at) ?? 0) + 1)
      postings.set(term, list)
    }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  return (query: string, limit: number): { id: string; score: number }[] => {
    const scores = new Map<number, number>()
    for (const term of analyse(query)) {
      const list = postings.get(term)
      if (!list) continue
      const idf = Math.log(1 + (passages.length - list.size + 0.5) / (list.size + 0.5))
      for (const [at, count] of list) {
        const gain = (idf * count) / (count + k1 * (1 - b + (b * (lengths[at] ?? 0)) / average))
        scores.set(at, (scores.get(at) ?? 0) + gain)
      }
    }
    const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, limit)
    return best.map(([at, score]) => ({ id: passages[at]?.id ?? '', score }))
  }
}
