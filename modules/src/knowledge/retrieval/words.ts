// Scripts written without spaces are searched by pairs of characters.
const unspaced =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
const run = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')
const ascii = /^[\0-\x7f]*$/
const asciiToken = /[a-z0-9]+(?:[-'._@/:&]+[a-z0-9]+)*(?:(?<=\b[a-z])[+#]+)?/g
const anyToken = /[\p{L}\p{M}\p{N}]+(?:[-'._@/:&]+[\p{L}\p{M}\p{N}]+)*(?:(?<=(?<![\p{L}\p{N}])[a-z])[+#]+)?/gu
const plain = /^[a-z]+$/
const between = /[-'._@/:&]+/
const number = /^\d+(?:[.:]\d+)*$/
const ending = /'(?:s|ll|re|ve|d|m)$/
const negation = /n'(t)$/

/**
 * The words of a text in lower case and in order, Chinese as pairs of characters. With `joined`, ids and half-joined words are
 * also said as one: `XJ-900` as `xj900`, `xj` and `900`.
 */
export function wordsOf(text: string, joined = false): string[] {
  const words: string[] = []
  const simple = ascii.test(text)
  const even = simple
    ? text.toLowerCase()
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[’‘ʼ`´]/g, "'")
        .replace(/[‐‑‒–]/g, '-')
  for (const [token] of even.replace(/(?<=\d),(?=\d{3}\b)/g, '').matchAll(simple ? asciiToken : anyToken)) {
    if (plain.test(token)) words.push(token)
    else if (simple) addParts(token, joined, words)
    else
      for (const [piece] of token.matchAll(run))
        isUnspaced.test(piece) ? addPairs(piece, words) : addParts(piece, joined, words)
  }
  return words
}

function addParts(token: string, joined: boolean, words: string[]): void {
  if (number.test(token)) return void words.push(token)
  const parts = token
    .replace(ending, '')
    .replace(negation, 'n$1')
    .split(between)
    .filter(part => part !== '')
  // Paths, addresses and elisions are no ids.
  if (joined && parts.length > 1 && parts.length <= 3 && !/[@/:&']/.test(token.replace(ending, '')))
    words.push(parts.join(''))
  words.push(...parts)
}

function addPairs(piece: string, words: string[]): void {
  const characters = [...piece]
  if (characters.length === 1) words.push(piece)
  for (let at = 0; at + 1 < characters.length; at += 1) words.push(`${characters[at]}${characters[at + 1]}`)
}
