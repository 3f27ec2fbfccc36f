const sentence = /^[\s\S]*?(?:[.!?…。！？]+["'”»)*_]*(?:\s*\[\[?\s*\d[\d,\s]*\]\]?)*(?=\s+[^\s[])|\n+(?=[^\n]))/u
// Whoever writes so much without a full stop is not waited for any longer.
const longest = 2_000

/** Lets text through sentence by sentence, each with the marks behind it, as `check` gives it back. */
export const bySentence = (check: (sentence: string) => string) => {
  let held = ''
  return {
    push: (text: string): string => {
      held += text
      let shown = ''
      for (;;) {
        const found = sentence.exec(held)?.[0] ?? (held.length > longest ? held : '')
        if (found === '') return shown
        held = held.slice(found.length)
        shown += checked(found, check)
      }
    },
    end: (): string => {
      const rest = held
      held = ''
      return rest === '' ? '' : checked(rest, check)
    },
  }
}

/** White space around a sentence is none of its words; before one that disappears, only the lines stay. */
const checked = (piece: string, check: (sentence: string) => string) => {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(piece) ?? []
  if (words === '') return piece
  const kept = check(words)
  return kept === '' ? after : before + kept + after
}

export const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?…。！？]["'”»)]*)\s+|\n+/u).filter(each => each.trim() !== '')
