import { stopWords } from '@frontdesk/modules/knowledge/retrieval/stop-words'

const onsets = ' b c d f g h j k l m n p r s t v w z br ch cl cr dr fl fr gr pl pr sh sl sp st th tr'.split(' ')
const vowels = 'a e i o u ai ea ee io ou'.split(' ')
const codas = ' b ck d l m n nd ng nt p r rt s st t x'.split(' ')

/** The same numbers between 0 and 1 on every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Text whose words are as unevenly used as in a language: the most used are English stop words, then invented ones. */
export function zipfText(seed: number, vocabulary = 300_000) {
  const random = dice(seed)
  const functional = [...stopWords.en]
  const words = new Map<number, string>()
  const word = (rank: number) => {
    const known = words.get(rank) ?? functional[rank] ?? invented(rank)
    words.set(rank, known)
    return known
  }
  const rank = () => Math.floor(Math.exp(random() * Math.log(vocabulary + 1))) - 1
  return {
    random,
    word,
    passage: (bytes: number): string => {
      let text = ''
      while (text.length < bytes) text += `${word(rank())} `
      return text
    },
    /** A question of some words between two ranks of frequency. */
    question: (words: number, from: number, to: number): string =>
      Array.from({ length: words }, () => word(from + Math.floor(random() * (to - from)))).join(' '),
  }
}

/** Two to four syllables, spread so that neighbours in rank do not look alike. */
function invented(rank: number): string {
  const random = dice(rank)
  random()
  const one = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  return Array.from({ length: 2 + Math.floor(random() * 2.5) }, () => one(onsets) + one(vowels) + one(codas)).join('')
}
