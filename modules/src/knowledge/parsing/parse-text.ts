import { cleanText } from './clean-text.ts'
import { finishDocument } from './finish-document.ts'
import type { ParsedDocument } from './parsed.ts'

const longestTitle = 100

/** Plain text as it came; a short first line that stands alone is its title. Throws UnreadableDocument when there is none. */
export function parseText(source: string): ParsedDocument {
  const text = cleanText(source).trim()
  const firstLine = /^[^\n]{1,100}(?=\n\s{0,20}\n)/.exec(text)?.[0].trim() ?? ''
  const isTitle = firstLine !== '' && firstLine.length <= longestTitle && !/[.,;:]$/.test(firstLine)
  return finishDocument({ title: isTitle ? firstLine.replace(/^#{1,6}/, '') : undefined, text })
}
