import { languageOfLetters, signLetters, wordsOf } from './language-signs.ts'

const sampleLength = 2_500
const fewestHits = 3
const smallestShare = 0.06

/** The language a text is written in by ISO 639-1, or undefined when its script and its commonest words do not tell. */
export function detectLanguage(text: string): string | undefined {
  const sample = text.slice(0, sampleLength).toLowerCase()
  return languageOfScript(sample) ?? languageOfWords(sample)
}

// First and last letter; what lies between two scripts belongs to nobody.
const scripts: [language: string, first: number, last: number][] = [
  ['el', 0x370, 0x3ff],
  ['ru', 0x400, 0x4ff],
  ['he', 0x590, 0x5ff],
  ['ar', 0x600, 0x6ff],
  ['hi', 0x900, 0x97f],
  ['th', 0xe00, 0xe7f],
  ['ja', 0x3040, 0x30ff],
  ['zh', 0x4e00, 0x9fff],
  ['ko', 0xac00, 0xd7af],
]

// A character of East Asia says as much as several Latin letters, and Japanese mixes its own letters into Chinese ones.
function languageOfScript(sample: string): string | undefined {
  const counts = countScripts(sample)
  const of = (language: string) => counts.get(language) ?? 0
  const letters = of('latin')
  const han = of('ja') + of('zh')
  if (han > 3 && han * 3 > letters) return of('ja') > han * 0.1 ? 'ja' : 'zh'
  if (of('ko') > 3 && of('ko') * 2 > letters) return 'ko'
  const language = ['ru', 'ar', 'he', 'el', 'hi', 'th'].find(other => of(other) > 3 && of(other) > letters)
  return language === 'ru' && /[іїєґ]/.test(sample) ? 'uk' : language
}

function countScripts(sample: string): Map<string, number> {
  const counts = new Map<string, number>()
  let latin = 0
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at)
    if (code < 0x250) {
      if ((code >= 0x61 && code <= 0x7a) || code >= 0xdf) latin += 1
      continue
    }
    const script = scripts.find(([, first, last]) => code >= first && code <= last)
    if (script) counts.set(script[0], (counts.get(script[0]) ?? 0) + 1)
  }
  return counts.set('latin', latin)
}

function languageOfWords(sample: string): string | undefined {
  const words = sample.match(/[a-z\u00df-\u024f]+/g) ?? []
  const scores = new Map<string, number>()
  let hits = 0
  for (const word of words) {
    const languages = wordsOf.get(word)
    if (!languages) continue
    hits += 1
    // A word that several languages share says less about each of them.
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length)
  }
  for (const letter of sample.match(signLetters) ?? [])
    for (const language of languageOfLetters.get(letter) ?? []) scores.set(language, (scores.get(language) ?? 0) + 0.5)
  const [first, second] = [...scores].sort((one, other) => other[1] - one[1])
  if (!first || hits < fewestHits || hits < words.length * smallestShare) return undefined
  return first[1] > (second?.[1] ?? 0) * 1.1 ? first[0] : undefined
}
