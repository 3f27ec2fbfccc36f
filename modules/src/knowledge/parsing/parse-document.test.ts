import { pdf } from '@frontdesk/testing/pdf'
import { docx, wordParagraph } from '@frontdesk/testing/zip'
import { expect, test } from 'vitest'
import { parseFile, parsePushed } from './parse-document.ts'

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding))
const textOf = async (name: string, bytes: Uint8Array) => (await parseFile({ name, bytes })).text
const png = bytesOf('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

test('every kind of file is read', async () => {
  expect(await textOf('a.MD', bytesOf('# Hello'))).toBe('# Hello')
  expect(await textOf('a.b.txt', bytesOf('Hello'))).toBe('Hello')
  expect(await textOf('a.htm', bytesOf('<h1>Hello'))).toBe('# Hello')
  expect(await textOf('a.csv', bytesOf('Word\nHello'))).toBe('Word: Hello')
  expect(await textOf('a.pdf', pdf([[{ text: 'Hello' }]]))).toBe('Hello')
  expect(await textOf('a.pdf', Buffer.from(pdf([[{ text: 'From a disk' }]])))).toBe('From a disk')
  expect(await textOf('a.docx', docx(wordParagraph('Hello')))).toBe('Hello')
})

test('text is read in the encoding it was written in', async () => {
  const text = 'Größe: 4,90 €'
  expect(await textOf('a.txt', bytesOf(`\ufeff${text}`))).toBe(text)
  expect(await textOf('a.txt', bytesOf(`\ufeff${text}`, 'utf16le'))).toBe(text)
  expect(await textOf('a.txt', new Uint8Array(bytesOf(`\ufeff${text}`, 'utf16le').buffer).slice())).toBe(text)
  expect(await textOf('a.txt', Uint8Array.from([71, 114, 0xf6, 0xdf, 101, 32, 0x80]))).toBe('Größe €')
  const russian = Buffer.concat([Buffer.from('<meta charset="windows-1251"><p>'), Buffer.from([0xc4, 0xe0])])
  expect(await textOf('a.html', russian)).toBe('Да')
})

test.each([
  ['an empty file', 'a.txt', new Uint8Array(), /empty/],
  ['a picture named .txt', 'a.txt', png, /“\.txt” but is a PNG file/],
  ['a PDF named .md', 'a.md', pdf([[{ text: 'Hello' }]]), /“\.md” but is a PDF file/],
  ['a Word document named .csv', 'a.csv', docx(wordParagraph('Hello')), /“\.csv” but is a ZIP file/],
  ['text named .pdf', 'a.pdf', bytesOf('Hello'), /“\.pdf” but is plain text/],
  ['a PDF named .docx', 'a.docx', pdf([[]]), /“\.docx” but is a PDF file/],
  ['rich text named .txt', 'a.txt', bytesOf('{\\rtf1 Hello}'), /RTF/],
  ['an old or locked Word document', 'a.docx', bytesOf('d0cf11e0a1b11ae100', 'hex'), /password/],
  ['noise named .txt', 'a.txt', Uint8Array.from({ length: 500 }, (_, n) => 1 + ((n * 73) % 255)), /not text/],
  ['a program', 'setup.exe', png, /“\.exe” cannot be read/],
  ['a file without an ending', 'README', bytesOf('Hello'), /cannot be read/],
])('%s is refused with what to do', async (_, name, bytes, reason) => {
  await expect(parseFile({ name, bytes })).rejects.toMatchObject({ name: 'UnreadableDocument', reason })
})

test('a text that begins like a picture or mentions PDF is a text all the same', async () => {
  expect(await textOf('a.txt', bytesOf('BMW cars'))).toBe('BMW cars')
  expect(await textOf('a.txt', bytesOf('Files begin with %PDF-1.7'))).toBe('Files begin with %PDF-1.7')
})

test('a pushed page of several megabytes is read apart from the server, with the same result', async () => {
  const html = `<h1>Long</h1>${'<p>Parcels arrive within two days.</p>'.repeat(40_000)}`
  const parsed = await parsePushed({ format: 'html', text: html })
  expect(parsed.title).toBe('Long')
  expect(parsed.text.match(/Parcels/g)).toHaveLength(40_000)
  expect((await parsePushed({ format: 'html', text: '<h1>Short' })).text).toBe('# Short')
})
