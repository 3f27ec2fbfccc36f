const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The text up to the end of the last sentence that is surely over. */
export const wholeSentences = (text: string): string => {
  const all = [...sentences.segment(text)]
  const last = all.at(-1)
  return last === undefined
    ? ''
    : text.slice(0, /[.!?…。！？]["'”’)\]]*\s*\n*$/.test(last.segment) ? text.length : last.index)
}
