import { lockedTrailer, pdf } from '@frontdesk/testing/pdf'
import { expect, test } from 'vitest'
import { parsePdf } from './parse-pdf.ts'

test('a PDF is read as headings and whole paragraphs, hyphens at line ends mended', async () => {
  const file = pdf([
    [
      { text: 'Returns', size: 24 },
      { text: 'You can send everything back within 30', down: 40 },
      { text: 'days of deliv-' },
      { text: 'ery, with the receipt.' },
      { text: 'We pay (in the country).', down: 40 },
    ],
  ])
  expect(await parsePdf(file)).toEqual({
    title: 'Returns',
    text: '# Returns\n\nYou can send everything back within 30 days of delivery, with the receipt.\n\nWe pay (in the country).',
    language: 'en',
  })
})

test('page numbers are left out, running titles are read once, and a sentence goes on over the page', async () => {
  const page = (number: number, ...lines: string[]) => [
    { text: 'Handbook of the shop' },
    ...lines.map(text => ({ text, down: 20 })),
    { text: `Page ${number} of 3`, down: 300 },
  ]
  const file = pdf([
    page(1, 'First you open the box', 'and take out'),
    page(2, 'the receipt.', 'Then you put all back.'),
    page(3, 'Last you send it.', 'We pay.'),
  ])
  expect((await parsePdf(file)).text).toBe(
    'Handbook of the shop First you open the box and take out the receipt. Then you put all back.\n\nLast you send it. We pay.',
  )
})

test.each([
  ['protected by a password', pdf([[{ text: 'Secret' }]], { trailer: lockedTrailer }), /password/],
  ['of pictures only', pdf([[], []]), /text recognition/],
  ['cut in half', pdf([[{ text: 'Returns' }]]).slice(0, 500), /ends in the middle/],
  ['of nonsense', Buffer.from(`%PDF-1.7 ${'nonsense '.repeat(50)} startxref 0`), /broken/],
  ['of two thousand and one pages', pdf(Array.from({ length: 2_001 }, () => [])), /2001 pages/],
])('a PDF %s is refused with what to do', async (_, bytes, reason) => {
  await expect(parsePdf(new Uint8Array(bytes))).rejects.toMatchObject({ name: 'UnreadableDocument', reason })
})
