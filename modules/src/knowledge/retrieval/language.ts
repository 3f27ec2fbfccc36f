import stemmers from 'snowball-stemmers'
import { type Language, languages, stopWords } from './stop-words.ts'

const algorithms: Partial<Record<Language, string>> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
  sv: 'swedish',
  da: 'danish',
  no: 'norwegian',
  fi: 'finnish',
  ru: 'russian',
  tr: 'turkish',
  cs: 'czech',
  hu: 'hungarian',
  ro: 'romanian',
}

const cacheLimit = 100_000
const caches = new Map<Language, Map<string, string>>()
const stems = new Map<Language, (word: string) => string>()

/** What a word is searched by: its stem without accents. A word that only holds the sentence together begins with a space. */
export function termOf(word: string, language: Language): string {
  const cache = caches.get(language) ?? new Map<string, string>()
  caches.set(language, cache)
  if (cache.size >= cacheLimit) cache.clear()
  const known = cache.get(word)
  if (known !== undefined) return known
  const bare = fold(stem(word, language))
  const term = stopWords[language].has(word) ? ` ${bare}` : bare
  cache.set(word, term)
  return term
}

export const isStop = (term: string): boolean => term.startsWith(' ')

function stem(word: string, language: Language): string {
  // Numbers, ids and runs of Chinese have no endings; a very long word is no word, and stemmers are not made for it.
  if (word.length < 3 || word.length > 40 || !/^[\p{L}\p{M}]+$/u.test(word)) return word.slice(0, 60)
  const run = stems.get(language) ?? stemmerOf(language)
  stems.set(language, run)
  return run(word)
}

function stemmerOf(language: Language): (word: string) => string {
  const algorithm = algorithms[language]
  if (!algorithm) return word => word
  const stemmer = stemmers.newStemmer(algorithm)
  return word => stemmer.stem(word)
}

const foldings: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ё: 'е' }

function fold(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word
  const bare = word
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]+/g, '')
    .normalize('NFC')
  return bare.replace(/[ßæœøłđıё]/g, letter => foldings[letter] ?? letter)
}

const speakers = new Map<string, Language[]>()
for (const language of languages)
  for (const word of stopWords[language]) speakers.set(word, [...(speakers.get(word) ?? []), language])

// Endings and letters that give a language away where a short text has no small words of its own.
const signs: Partial<Record<Language, RegExp>> = {
  en: /(?:ing|ness|ly|ed|ght|ment)$|^(?:wh|th)/,
  de: /ß|(?:ung|ungen|keit|heit|lich|isch|chen)$|^(?:ver|ge)\p{L}{4}/u,
  fr: /œ|(?:eux|euse|ment|ité|tion|eur|ère|age|ée|ées)$/,
  es: /ñ|(?:ción|ciones|dad|miento|ador|ar|ería)$/,
  it: /(?:zione|zioni|ità|mento|tore|aggio|are|ere|ire)$/,
  pt: /[ãõ]|(?:ção|ções|dade|mento|agem)$/,
  nl: /ij|(?:heid|lijk|ing|aat|aar)$/,
  pl: /[łąężśćń]/,
  tr: /[ğış]/,
  cs: /[ěřů]/,
  hu: /[őű]/,
  ru: /[а-я]/,
}
const signWorth = 0.25

/** The likeliest language of these words; undefined when less than `least` speaks for one before the others. */
export function languageOf(
  words: readonly string[],
  among: readonly Language[] = languages,
  least = 0.01,
): Language | undefined {
  const scores = new Map(among.map(language => [language, 0]))
  const add = (language: Language, worth: number) => {
    const score = scores.get(language)
    if (score !== undefined) scores.set(language, score + worth)
  }
  for (const word of words.slice(0, 400)) {
    const speaking = speakers.get(word) ?? []
    // A word that many languages share says little about each; a single letter may be anything.
    for (const language of speaking) add(language, (word.length > 1 ? 1 : 0.3) / Math.sqrt(speaking.length))
    if (speaking.length > 0) continue
    for (const language of among) if (signs[language]?.test(word)) add(language, signWorth)
  }
  const [first, second] = [...scores].sort((a, b) => b[1] - a[1])
  return first && first[1] >= least && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

export const asLanguage = (code: string | undefined): Language | undefined =>
  languages.find(language => language === code?.slice(0, 2).toLowerCase())
