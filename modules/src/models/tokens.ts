// As the o200k and cl100k encodings count what customers write: a character of English or German is 0.23 to 0.26 tokens, of
// Finnish or Polish 0.3 to 0.4, a digit or sign 0.4 to 0.5, of Russian, Greek, Arabic or Hebrew 0.3 to 0.9, of Hindi, Thai,
// Chinese, Japanese or Korean 0.3 to 1.1. The older encoding has the larger figures, and newer ones of others lie between.
const tokensOf = { letter: 0.3, sign: 0.5, latin: 1, greekToArabic: 0.7, other: 1 }

/** About how many tokens a model reads a text as; rather more than fewer. */
export const tokensIn = (text: string): number => {
  let tokens = 0
  for (let place = 0; place < text.length; place++) tokens += tokensOf[kindOf(text.charCodeAt(place))]
  return Math.ceil(tokens)
}

const kindOf = (unit: number): keyof typeof tokensOf => {
  if (unit < 0x80) return unit > 0x40 || unit === 0x20 ? 'letter' : 'sign'
  if (unit < 0x250) return 'latin'
  return unit < 0x900 ? 'greekToArabic' : 'other'
}
