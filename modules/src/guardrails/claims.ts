import { isFunctionWord, languageOf } from '@frontdesk/platform/spoken-language'
import { numbersIn } from './numbers.ts'
import { sentencesOf } from './sentences.ts'

// Measured on the statements in claims.test.ts.
const enoughWords = 0.6
const enoughAroundNumber = 0.6
const stemLength = 5

const politeness =
  /^(?:(?:i(?:’m| am|'m)?|we(?:’re| are|'re)?) (?:sorry|afraid|happy|glad|could not|couldn't|cannot|can't|did not|do not)\b|sorry|thank|thanks|you(?:’|')?re welcome|hello|hi|please|let me|leider|tut mir leid|danke|gern|hallo|bitte|désolé|merci|bonjour|lo siento|gracias|hola|mi dispiace|grazie|helaas|bedankt|desculp|obrigad)/iu
const negations =
  /\b(?:not|no|never|without|cannot|can't|don't|doesn't|isn't|aren't|won't|nicht|kein\p{L}*|nie|niemals|ohne|pas|jamais|sans|nunca|sin|non|mai|niet|geen|nooit|não|sem)\b/iu

type Read = { numbers: Set<string>; stems: Set<string>; isNegated: boolean }

/** What statements are compared with: sentences, each by itself and with the one before it. */
export type Evidence = { sentences: Read[]; pairs: Read[]; own: Set<string> }

/** `own` are the customer's words: their numbers may be said again. */
export const evidenceOf = (texts: readonly string[], own: readonly string[]): Evidence => {
  const sentences: Read[] = []
  const pairs: Read[] = []
  for (const text of texts) {
    const read = sentencesOf(text).map(readingOf)
    sentences.push(...read)
    for (const [index, each] of read.entries()) pairs.push(joined(each, read[index - 1]))
  }
  return { sentences, pairs, own: new Set(own.flatMap(text => [...numbersIn(text)])) }
}

/** Whether a sentence states nothing, or only what the evidence says in about the same words and with the same numbers. */
export const isCovered = (sentence: string, { sentences, pairs, own }: Evidence): boolean => {
  const said = readingOf(sentence.replace(/\[\[?[\d,\s]+\]\]?/g, '').replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, ''))
  const numbers = [...said.numbers].filter(number => !own.has(number))
  if (
    numbers.length === 0 &&
    (politeness.test(sentence.trim()) || /\?["'”»)*]*\s*$/.test(sentence) || said.stems.size < 2)
  )
    return true
  const isNear = (read: Read) => overlap(said, read) >= enoughAroundNumber
  if (!numbers.every(number => sentences.some(read => read.numbers.has(number) && isNear(read)))) return false
  const read = [...sentences, ...pairs]
  if (!namesIn(sentence).every(name => read.some(({ stems }) => stems.has(name)))) return false
  return read.some(each => each.isNegated === said.isNegated && overlap(said, each) >= enoughWords)
}

const overlap = ({ stems }: Read, read: Read) => {
  if (stems.size === 0) return 1
  let found = 0
  for (const stem of stems) if (read.stems.has(stem)) found++
  return found / stems.size
}

/** Words with a capital inside of a sentence; in German that is every noun, which says nothing. */
const namesIn = (sentence: string) =>
  languageOf(sentence) === 'de' ? [] : stemsOf((sentence.match(/(?<=\p{Ll}[,:]? )\p{Lu}\p{L}{2,}/gu) ?? []).join(' '))

const stemsOf = (text: string) =>
  (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .match(/\p{L}{3,}/gu) ?? []
  )
    .filter(word => !isFunctionWord(word))
    .map(word => word.slice(0, stemLength))

const readingOf = (text: string): Read => ({
  numbers: numbersIn(text),
  stems: new Set(stemsOf(text)),
  isNegated: negations.test(text),
})

const joined = (one: Read, other: Read | undefined): Read =>
  other
    ? {
        numbers: new Set([...one.numbers, ...other.numbers]),
        stems: new Set([...one.stems, ...other.stems]),
        isNegated: one.isNegated || other.isNegated,
      }
    : one
