/** A small help centre with questions as customers write them: some it answers, some it cannot. */
export interface HelpCentre {
  name: string
  language: string
  passages: { id: string; title: string; text: string }[]
  answerable: { text: string; id: string }[]
  unanswerable: string[]
}

/** Reads `id | title | text` lines, `id: question` lines and plain lines. */
export function helpCentre(
  name: string,
  language: string,
  passages: string,
  answerable: string,
  unanswerable: string,
): HelpCentre {
  const lines = (block: string) =>
    block
      .split('\n')
      .map(line => line.trim())
      .filter(line => line !== '')
  return {
    name,
    language,
    passages: lines(passages).map(line => {
      const [id = '', title = '', text = ''] = line.split(' | ')
      return { id, title, text }
    }),
    answerable: lines(answerable).map(line => {
      const colon = line.indexOf(': ')
      return { id: line.slice(0, colon), text: line.slice(colon + 2) }
    }),
    unanswerable: lines(unanswerable),
  }
}
