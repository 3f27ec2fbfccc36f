import { expect, test } from 'vitest'
import { parseCsv } from './parse-csv.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parseText } from './parse-text.ts'
import { UnreadableDocument } from './parsed.ts'

test('plain text is kept as it is, a lone first line being its title', () => {
  expect(parseText('Returns\n\nWithin 30 days,\r\nwith the receipt.\n')).toEqual({
    title: 'Returns',
    text: 'Returns\n\nWithin 30 days,\nwith the receipt.',
    language: 'en',
  })
  expect(parseText('Just one sentence.').title).toBeUndefined()
})

test('what a database refuses never leaves a parser', () => {
  for (const parse of [parseText, parseMarkdown]) {
    const { text } = parse('a\u0000b \ud800 c \u0007 d\r\n\ufeffe')
    expect(text).toBe('ab \ufffd c  d\ne')
    expect(text.isWellFormed()).toBe(true)
  }
})

test('Markdown loses its front matter and comments, and underlined headings get hashes', () => {
  const source = [
    '---',
    'title: "How returns work"',
    'tags: [a]',
    '---',
    'Returns',
    '=======',
    '',
    'Within <!-- draft --> 30 days. <!-- the',
    'whole draft --> Really.',
    '',
    'Costs',
    '---',
    '- none',
    '---',
    '```html',
    '<!-- kept -->',
    '```',
  ].join('\n')
  expect(parseMarkdown(source)).toEqual({
    title: 'How returns work',
    text: '# Returns\n\nWithin  30 days. \n Really.\n\n## Costs\n- none\n---\n```html\n<!-- kept -->\n```',
    language: 'en',
  })
})

test('without front matter the highest heading is the title', () => {
  expect(parseMarkdown('## Small\n\n# **Big** [one](https://shop.test)\n').title).toBe('Big one')
  expect(parseMarkdown('---\n\nNo heading at all.').title).toBeUndefined()
})

test('each row of a CSV file becomes a record that names its columns', () => {
  const { text } = parseCsv('\ufeffCountry;Price;Note\r\nItaly;"4,90";"by ""Poste"""\r\n;;\r\nFrance;;\r\n')
  expect(text).toBe('Country: Italy\nPrice: 4,90\nNote: by "Poste"\n\nCountry: France')
  expect(parseCsv('a,b\n1,2,3').text).toBe('a: 1\nb: 2\nColumn 3: 3')
})

test('a CSV file without rows or with an open quotation mark is refused with a reason', () => {
  expect(() => parseCsv('Country,Price\n')).toThrow(/no rows/)
  expect(() => parseCsv('Country,Price\nItaly,"4')).toThrow(/near line \d+: a quotation mark/)
})

test('a small CSV file cannot become a huge text', () => {
  const bomb = `${Array.from({ length: 60 }, (_, n) => `${n}${'x'.repeat(5_000)}`).join(',')}\n${`${'1,'.repeat(60)}\n`.repeat(3_000)}`
  expect(() => parseCsv(bomb)).toThrow(UnreadableDocument)
})

test('a document without text is refused', () => {
  expect(() => parseText(' \n\t ')).toThrow(UnreadableDocument)
  expect(() => parseMarkdown('<!-- only a comment -->')).toThrow(UnreadableDocument)
})

test.each([
  ['comments', '<!--'.repeat(250_000)],
  ['underlines', 'a\n=\n'.repeat(250_000)],
  ['spaces', `a${' '.repeat(1_000_000)}b`],
  ['front matter', `---\n${'title:'.repeat(160_000)}`],
  ['one long line', 'x'.repeat(1_000_000)],
])('a megabyte of %s is read in linear time', (_, source) => {
  const began = performance.now()
  parseText(source)
  try {
    parseMarkdown(source)
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableDocument)
  }
  expect(performance.now() - began).toBeLessThan(3_000)
})
