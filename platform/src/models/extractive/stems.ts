import { isFunctionWord, wordsOf } from '../../spoken-language.ts'

// Longest first. Crude on purpose: question and passage only have to lose the same ending.
const endings =
  /(?:ierungen|ierung|ungen|ations|ation|aciones|ación|azioni|azione|ações|ação|ments|ment|ieren|iert|ings|ing|ung|ies|ied|eren|ern|est|ers|ed|es|en|er|em|et|ez|as|os|is|te|s|e|n|t|a|o|i|y)$/

const shortestStem = 3

function stemOf(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
  if (/\d/.test(plain) || plain.length <= shortestStem) return plain
  let stem = plain
  // Twice, for endings on endings: "refunds" and "refunded" must meet "refund", "deliveries" must meet "delivery".
  for (let pass = 0; pass < 2; pass++) {
    const shorter = stem.replace(endings, '')
    if (shorter.length < shortestStem || (pass === 1 && shorter.length < 4)) break
    stem = shorter
  }
  return stem
}

/** The words of a text that carry its topic, cut to their stems. */
export const topicStems = (text: string): string[] =>
  wordsOf(text)
    .filter(word => !isFunctionWord(word))
    .map(stemOf)
