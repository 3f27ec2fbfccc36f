// Letters of other alphabets that look like ours.
const lookAlikes: Record<string, string> = Object.fromEntries(
  [
    ['аɑα', 'a'],
    ['Ь', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еєε', 'e'],
    ['ɡ', 'g'],
    ['һн', 'h'],
    ['іıι', 'i'],
    ['ј', 'j'],
    ['кκ', 'k'],
    ['ӏ', 'l'],
    ['м', 'm'],
    ['пη', 'n'],
    ['оοσ', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['г', 'r'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['υ', 'u'],
    ['ѵν', 'v'],
    ['ԝω', 'w'],
    ['хχ', 'x'],
    ['уγ', 'y'],
  ].flatMap(([others = '', ours = '']) => [...others].map(other => [other, ours])),
)
const digitsAsLetters: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }

const longestDisguise = 20_000

/** The text as it stands, and as it reads once what hides words is taken off. */
export const readingsOf = (text: string): string[] => {
  const plain = unescaped(unhidden(text))
  const short = plain.slice(0, longestDisguise)
  return [
    ...new Set([
      text,
      plain,
      plain.toLowerCase().replace(/[\u0370-\u052f\u0131\u0251\u0261]/gu, letter => lookAlikes[letter] ?? letter),
      short.replace(/[013457@$]/g, sign => digitsAsLetters[sign] ?? sign),
      short.replace(/(?<=(?<![\p{L}\p{N}])[\p{L}\p{N}])[ ._*-](?=[\p{L}\p{N}](?![\p{L}\p{N}]))/gu, ''),
      short.replace(/[a-z]/gi, letter => rotated(letter)),
      [...short].toReversed().join(''),
      ...decoded(short),
    ]),
  ]
}

/** Without marks that nobody sees; letters that are only tagged become letters again. */
const unhidden = (text: string) =>
  text
    .replace(/[\u{e0020}-\u{e007e}]+/gu, tagged => ` ${untagged(tagged)} `)
    .replace(/\u034f|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\u{e0001}|\u{e007f}/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')

const untagged = (tagged: string) =>
  [...tagged].map(letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0xe0000)).join('')

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

const unescaped = (text: string) =>
  text
    .replace(/&#x([0-9a-f]{1,6});|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|%([0-9a-f]{2})/gi, (whole, ...codes: string[]) =>
      letterOf(whole, Number.parseInt(codes.slice(0, 4).find(Boolean) ?? '', 16)),
    )
    .replace(/&#(\d{1,7});/g, (whole, code: string) => letterOf(whole, Number(code)))
    .replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (_, name: string) => named[name] ?? '')

const letterOf = (whole: string, code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole)

const rotated = (letter: string) => {
  const first = letter < 'a' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first)
}

const decoded = (text: string): string[] => [
  ...[...text.matchAll(/[A-Za-z0-9+/_-]{16,}={0,2}/g)].map(([run]) => Buffer.from(run, 'base64').toString('utf8')),
  ...[...text.matchAll(/(?:[0-9a-f]{2}[\s:,]?){10,}/gi)].map(([run]) =>
    Buffer.from(run.replace(/[^0-9a-f]/gi, ''), 'hex').toString('utf8'),
  ),
]
