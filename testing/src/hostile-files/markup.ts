import { billionLaughs, filesOf, text } from './file.ts'

const mebibyte = 1024 * 1024
const deep = (open: string, close: string, levels: number) => `${open.repeat(levels)}x${close.repeat(levels)}`

export const htmlFiles = filesOf('HTML', 'html', {
  'nested a hundred thousand deep': () => text(deep('<div>', '</div>', 100_000)),
  'tables ten thousand deep': () => text(deep('<table><tr><td>', '</td></tr></table>', 10_000)),
  'lists ten thousand deep': () => text(deep('<ul><li>', '</li></ul>', 10_000)),
  'an attribute of ten megabytes': () => text(`<p title="${'x'.repeat(10 * mebibyte)}">Hello</p>`),
  'a tag that never ends': () => text(`<p ${'a '.repeat(1_000_000)}`),
  'a comment that never ends': () => text(`<p>Hello</p><!--${'-'.repeat(1_000_000)}`),
  'a million open brackets': () => text('<'.repeat(1_000_000)),
  'a million ampersands': () => text('&'.repeat(1_000_000)),
  'entities that multiply': () => text(`${billionLaughs}<p>&j;</p>`),
  'scripts alone': () => text('<script>alert(1)</script><style>p{}</style>'),
  'frames and forms to elsewhere': () =>
    text(
      '<iframe src="http://127.0.0.1:9/"></iframe><form action="//evil.example"><input></form><base href="//evil.example">',
    ),
  'a table a million cells wide': () => text(`<table><tr>${'<td>x'.repeat(1_000_000)}</table>`),
  'a cell that spans a billion': () => text('<table><tr><td colspan="1000000000" rowspan="1000000000">x</table>'),
  'no letters of any language': () => text('\u200b\u200c\u200d\u2060\ufeff'.repeat(1_000)),
  'letters that turn lines around': () => text(`<p>${'\u202e\u2066'.repeat(10_000)}Hello</p>`),
  'half of every pair': () => Buffer.from('<p>\ud800Hello\udc00</p>', 'utf16le'),
  'bytes of no encoding': () => Buffer.concat([text('<p>Hello '), Buffer.alloc(1_000, 0xff), text('</p>')]),
})

export const markdownFiles = filesOf('Markdown', 'md', {
  'a million open brackets': () => text('['.repeat(1_000_000)),
  'a million stars': () => text('*a_'.repeat(300_000)),
  'quotes a hundred thousand deep': () => text(`${'>'.repeat(100_000)} x`),
  'lists a thousand deep': () =>
    text(Array.from({ length: 1_000 }, (_, level) => `${' '.repeat(level * 2)}- x`).join('\n')),
  'a million backticks': () => text('`'.repeat(1_000_000)),
  'a heading of a megabyte': () => text(`# ${'x '.repeat(mebibyte / 2)}`),
  'a hundred thousand headings': () => text('# x\n'.repeat(100_000)),
  'front matter that never ends': () => text(`---\ntitle: ${'a: '.repeat(100_000)}`),
  'front matter of aliases': () => text(`---\na: &a [x]\n${'b: [*a, *a, *a]\n'.repeat(10_000)}---\nHello`),
  'links to scripts': () => text('[Hello](javascript:alert(1)) ![x](file:///etc/passwd)'),
  'a table a hundred thousand columns wide': () => text(`${'|a'.repeat(100_000)}|\n${'|-'.repeat(100_000)}|`),
  'one word of ten megabytes': () => text('x'.repeat(10 * mebibyte)),
  'a million lines of nothing': () => text('\n'.repeat(1_000_000)),
})

export const csvFiles = filesOf('CSV', 'csv', {
  'a hundred thousand columns': () => text(`${'a,'.repeat(100_000)}\n${'b,'.repeat(100_000)}`),
  'a quote that never ends': () => text(`a,b\n"${'x,'.repeat(1_000_000)}`),
  'a million quotes': () => text('"'.repeat(1_000_001)),
  formulas: () => text(`what,rule\n=cmd|' /C calc'!A0,+1+1\n@SUM(1),-2\n`),
  'half a million rows': () => text(`a,b\n${'1,2\n'.repeat(500_000)}`),
  'NUL in every cell': () => text(`a,b\n${'\0,\0\n'.repeat(1_000)}`),
})
