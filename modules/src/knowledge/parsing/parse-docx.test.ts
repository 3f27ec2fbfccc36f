import { docx, wordParagraph, zip } from '@frontdesk/testing/zip'
import { expect, test } from 'vitest'
import { parseDocx } from './parse-docx.ts'

const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`
const zeros = (mebibytes: number) => new Uint8Array(mebibytes * 1024 * 1024)

test('a Word document keeps its headings and tables', async () => {
  const body =
    wordParagraph('Returns', 'Heading1') +
    wordParagraph('Within 30 days.') +
    wordParagraph('Costs', 'Heading2') +
    `<w:tbl><w:tr>${cell('Country')}${cell('Price')}</w:tr><w:tr>${cell('Italy')}${cell('4,90')}</w:tr></w:tbl>`
  expect(await parseDocx(docx(body))).toEqual({
    title: 'Returns',
    text: '# Returns\n\nWithin 30 days.\n\n## Costs\n\n| Country | Price |\n|---|---|\n| Italy | 4,90 |',
    language: 'en',
  })
})

test('a zip bomb is refused by what it claims, before it is inflated', async () => {
  const bomb = docx(wordParagraph('Hello'), [{ name: 'word/media/bomb.bin', content: zeros(20) }])
  const began = performance.now()
  await expect(parseDocx(bomb)).rejects.toMatchObject({ reason: /unpacks to far more/ })
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('a zip bomb that lies about its size is stopped at the size it claims', async () => {
  const bomb = docx(wordParagraph('Hello'), [{ name: 'word/styles.xml', content: zeros(20), claimedSize: 100 }])
  await expect(parseDocx(bomb)).rejects.toMatchObject({ reason: /damaged/ })
})

const honest = docx(wordParagraph('Hello'))
const many = Array.from({ length: 1_001 }, (_, n) => ({ name: `word/${n}.bin`, content: 'x' }))

test.each([
  ['with a thousand parts', docx(wordParagraph('Hello'), many), /unpacks to far more/],
  ['with a path that climbs out', docx('', [{ name: '../../etc/cron.d/x', content: 'x' }]), /damaged/],
  ['with a link', docx('', [{ name: 'word/link', content: '/etc/passwd', mode: 0o120777 }]), /damaged/],
  ['with locked parts', docx('', [{ name: 'word/secret.xml', content: 'x', encrypted: true }]), /password/],
  ['cut in half', honest.slice(0, honest.length / 2), /damaged/],
  [
    'whose XML is broken',
    zip([
      { name: '[Content_Types].xml', content: '<Types' },
      { name: 'word/document.xml', content: '<w' },
    ]),
    /damaged/,
  ],
  [
    'that is a workbook',
    zip([
      { name: '[Content_Types].xml', content: '<a/>' },
      { name: 'xl/workbook.xml', content: '<a/>' },
    ]),
    /Excel/,
  ],
  [
    'that is zips in a zip',
    zip([{ name: 'inner.zip', content: zip([{ name: 'a.zip', content: honest }]) }]),
    /zip archive/,
  ],
  ['without a word in it', docx(''), /no text/],
])('a Word document %s is refused with what to do', async (_, bytes, reason) => {
  await expect(parseDocx(bytes)).rejects.toMatchObject({ name: 'UnreadableDocument', reason })
})
