import { isSpace } from './blocks.ts'

type Cut = { start: number; end: number; from: number; columns: string }

/** Cuts prose into runs of about `step` characters at sentence ends, else at spaces, else anywhere but inside a character. */
export function cutSentences(
  source: string,
  start: number,
  end: number,
  limits: { step: number; overlap: number },
): Cut[] {
  const { step, overlap } = limits
  const cuts: Cut[] = []
  let at = start
  let from = start
  while (end - at > step * 1.4) {
    const cut = bestCut(source, at + (step >> 1), at + step)
    cuts.push({ start: at, end: cut, from, columns: '' })
    from = overlap > 0 ? lastSentence(source, Math.max(at + 1, cut - overlap), cut) : cut
    at = cut
  }
  cuts.push({ start: at, end, from, columns: '' })
  return cuts
}

function bestCut(source: string, earliest: number, latest: number): number {
  let gap = -1
  for (let at = latest; at > earliest; at -= 1) {
    if (endsSentence(source, at)) return at
    if (gap === -1 && isSpace(source.charCodeAt(at))) gap = at
  }
  if (gap !== -1) return gap
  return isLowSurrogate(source.charCodeAt(latest)) ? latest - 1 : latest
}

// Where the last sentence before `cut` begins; a long sentence is not repeated.
function lastSentence(source: string, earliest: number, cut: number): number {
  for (let at = cut - 2; at >= earliest; at -= 1) if (endsSentence(source, at)) return at
  return cut
}

// Whether a sentence ends just before `at`: a full stop and then a gap, or a full-width stop, or a line end.
function endsSentence(source: string, at: number): boolean {
  const before = source.charCodeAt(at - 1)
  if (before === 0x3002 || before === 0xff01 || before === 0xff1f) return true
  const here = source.charCodeAt(at)
  if (here === 10) return true
  return isSpace(here) && (before === 46 || before === 33 || before === 63 || before === 0x2026 || before === 0x61f)
}

const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff
