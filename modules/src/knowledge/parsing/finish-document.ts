import { cleanText } from './clean-text.ts'
import { detectLanguage } from './detect-language.ts'
import { type ParsedDocument, UnreadableDocument } from './parsed.ts'

/** Larger texts are books: nobody cites them well, and every step after this one would hold the process up. */
export const longestText = 10_000_000

const longestTitle = 300

export type Draft = { title?: string | undefined; text: string; language?: string | undefined }

/** What every parser ends with: clean text, a title on one line, a language. Throws UnreadableDocument when nothing is left or too much. */
export function finishDocument(draft: Draft): ParsedDocument {
  if (draft.text.length > longestText) throw tooLong()
  const text = cleanText(draft.text)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  if (text === '') throw new UnreadableDocument('There is no text in this document. Upload one that has text in it.')
  return { title: titleOf(draft.title), text, language: detectLanguage(text) ?? draft.language ?? 'en' }
}

export const tooLong = () =>
  new UnreadableDocument(
    'This document holds more than ten million characters. Split it into smaller files and upload those.',
  )

function titleOf(raw: string | undefined): string | undefined {
  const title = cleanText((raw ?? '').slice(0, 4 * longestTitle))
    .replace(/\s/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return title === '' ? undefined : title.slice(0, longestTitle).toWellFormed()
}
