const longest = 60

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
  return shortened(visible).replace(/[.。．｡:/@](?=\S)/g, `$&${joiner}`) || 'Somebody'
}

// A segmenter takes tens of milliseconds to make, and next to no name needs one.
const shortened = (name: string): string => {
  if (name.length <= longest) return name
  const letters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)].map(each => each.segment)
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : name
}

/** Shows as nothing, and is no part of any address. */
const joiner = '\u2060'
