import type { Citation } from '@frontdesk/contract/conversations'

type Mark = { citation: Citation; start: number; end: number }

/** Where the text cites what: `[1]` belongs to the citation with number 1. */
const marksIn = (text: string, citations: Citation[]): Mark[] => {
  const byNumber = new Map(citations.map(citation => [citation.number, citation]))
  return [...text.matchAll(/\[(\d{1,4})\]/g)].flatMap(match => {
    const citation = byNumber.get(Number(match[1]))
    return citation ? [{ citation, start: match.index, end: match.index + match[0].length }] : []
  })
}

/** As chat completions have them; what has no address is among `citations` alone. */
export const annotationsOf = (text: string, citations: Citation[]) =>
  marksIn(text, citations).flatMap(({ citation: { url, title }, start, end }) =>
    url === null
      ? []
      : [{ type: 'url_citation', url_citation: { url, title, start_index: start, end_index: end } } as const],
  )

/** As responses have them. */
export const outputAnnotationsOf = (text: string, citations: Citation[]) =>
  marksIn(text, citations).map(({ citation: { url, title, documentId }, start, end }) =>
    url === null
      ? ({ type: 'file_citation', file_id: documentId, filename: title, index: start } as const)
      : ({ type: 'url_citation', url, title, start_index: start, end_index: end } as const),
  )
