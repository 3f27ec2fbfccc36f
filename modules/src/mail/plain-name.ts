const longest = 60
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A name that somebody chose, as it may stand in a mail to somebody else: one line, not long, without what is invisible
 * or turns the writing around, and nothing in it that a mail program would make a link of.
 */
export const plainName = (name: string): string => {
  const visible = name
    .toWellFormed()
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{C}/gu, '')
    .trim()
  const letters = [...graphemes.segment(visible)].map(({ segment }) => segment)
  const short = letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : visible
  return short.replace(/[.。．｡:/@](?=\S)/g, `$&${joiner}`) || 'Somebody'
}

/** Shows as nothing, and is no part of any address. */
const joiner = '\u2060'
