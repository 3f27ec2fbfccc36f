/** A mark is `[[3]]`, `[3]` or `[1, 2]`; models write all of them whatever they are told. */
const mark = /^(?:\[\[|\[)\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*(?:\]\]|\])/
// `[[999, 999, 999]]` is about the longest that is worth waiting for.
const longestMark = 24

/**
 * Turns the passage numbers in a model's words into citations, numbered 1, 2, 3 in the order they are first used.
 * Marks that name no passage disappear one by one; `items[0]` and `[1](link)` are no marks and stay.
 * Text goes through as it comes: only what may still become a mark is held back.
 */
export const createCitationMarks = (passages: number) => {
  let known = passages
  const used: number[] = []
  let held = ''
  let before = ''

  const numberOf = (passage: number) => {
    if (!used.includes(passage)) used.push(passage)
    return used.indexOf(passage) + 1
  }

  const take = (text: string) => {
    before = text.at(-1) ?? before
    return text
  }

  const cite = (numbers: string) => {
    const named = numbers
      .split(',')
      .map(Number)
      .filter(number => number >= 1 && number <= known)
    return named.map(number => `[${numberOf(number)}]`).join('')
  }

  /** What can be shown of the held text; at the end of the answer everything can. */
  const release = (ended: boolean): string => {
    let shown = ''
    while (held !== '') {
      const start = candidateStart(held)
      if (start !== 0) {
        shown += take(held.slice(0, start))
        held = held.slice(start)
        if (held === ' ' && !ended) break
        continue
      }
      const space = held.startsWith(' ') ? ' ' : ''
      const text = held.slice(space.length)
      if (text === '' && !ended) break
      const found = isIndexed(space || before, text) ? null : mark.exec(text)
      const rest = found ? text.slice(found[0].length) : ''
      if (!ended && (found ? rest === '' : mayBecomeMark(text))) break
      if (!found || (/^[(:]/.test(rest) && !text.startsWith('[['))) {
        shown += take(held.slice(0, space.length + 1))
        held = held.slice(space.length + 1)
        continue
      }
      const cited = cite(found[1] ?? '')
      held = rest
      // The space before a mark that disappears would be left standing before the full stop.
      shown += cited === '' && /^(?:[\s.,;:!?)]|$)/.test(rest) ? '' : take(space + cited)
    }
    return shown
  }

  return {
    push: (text: string): string => {
      held += text
      return release(false)
    },
    end: (): string => release(true),
    /** There are passages 1 to `passages` now. */
    allow: (passages: number) => {
      known = passages
    },
    /** The passages cited so far; the first has the number 1. */
    cited: (): readonly number[] => used,
  }
}

export type Marks = ReturnType<typeof createCitationMarks>

/** Where the first mark may begin, with the space before it; a space at the end may belong to the next one. */
const candidateStart = (text: string) => {
  const open = text.indexOf('[')
  if (open < 0) return text.endsWith(' ') ? text.length - 1 : text.length
  return text[open - 1] === ' ' ? open - 1 : open
}

const isIndexed = (before: string, text: string) => /[\p{L}\p{N}_\])]/u.test(before) && !text.startsWith('[[')

const mayBecomeMark = (text: string) => text.length < longestMark && /^\[{1,2}[\s\d,]*\]?$/.test(text)
