import { pdf } from '@frontdesk/testing/pdf'
import { docx, wordParagraph } from '@frontdesk/testing/zip'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileKind } from './file-kind.ts'
import { parseBytes } from './parse-bytes.ts'
import { UnreadableDocument } from './parsed.ts'

/** Reads it or refuses it with a sentence; anything else fails the test. */
async function readOrRefuse(kind: FileKind, bytes: Uint8Array) {
  try {
    const { title, text } = await parseBytes(kind, bytes)
    for (const words of [title ?? 'none', text]) {
      expect(words.isWellFormed()).toBe(true)
      expect(words).not.toContain('\0')
      expect(words.trim()).not.toBe('')
    }
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableDocument)
    expect(error).toHaveProperty('reason', expect.stringMatching(/^[A-Z].*\.$/))
  }
}

const markup = fc.constantFrom(
  '<p>',
  '</p>',
  '<table>',
  '<td>',
  '<li>',
  '<h1>',
  '<pre>',
  '<!--',
  '-->',
  '# ',
  '---\n',
  '"',
  ',',
  '\n',
  '\ud800',
  '\0',
)
const text = fc
  .array(fc.oneof(markup, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 })
  .map(parts => parts.join(''))

test.each(['text', 'markdown', 'html', 'csv'] as const)(
  'whatever stands in a %s file, it is read or refused with a sentence',
  async kind => {
    await fc.assert(
      fc.asyncProperty(text, source => readOrRefuse(kind, new Uint8Array(Buffer.from(source)))),
      { numRuns: 200, seed: 14 },
    )
  },
)

test.each([
  ['pdf', pdf([[{ text: 'Returns', size: 24 }, { text: 'Within 30 days.' }], [{ text: 'Really.' }]])],
  ['docx', docx(wordParagraph('Returns', 'Heading1') + wordParagraph('Within 30 days.'))],
] as const)(
  'a %s file with a bit changed or the end missing is read or refused with a sentence',
  async (kind, file) => {
    const damage = fc.record({
      at: fc.nat(file.length - 1),
      to: fc.nat(255),
      length: fc.integer({ min: 1, max: file.length * 2 }),
    })
    const damaged = ({ at, to, length }: { at: number; to: number; length: number }) => {
      const bytes = file.slice(0, length)
      if (at < bytes.length) bytes[at] = to
      return bytes
    }
    await fc.assert(
      fc.asyncProperty(damage, each => readOrRefuse(kind, damaged(each))),
      { numRuns: 80, seed: 14 },
    )
  },
)
