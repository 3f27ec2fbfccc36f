import { docx, wordParagraph, zip } from '../zip.ts'
import { billionLaughs, filesOf, zeros } from './file.ts'

const hello = wordParagraph('Hello')
const letters = 30 * 1024 * 1024
const link = { mode: 0o120777 }
const withEntry = (name: string, content: string | Uint8Array = 'x', more: object = {}) =>
  docx(hello, [{ name, content, ...more }])

const documentOf = (content: string) =>
  zip([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    { name: 'word/document.xml', content },
  ])

export const wordFiles = filesOf('Word', 'docx', {
  'a bomb of 24 MB': () => withEntry('word/media/a.bin', zeros(24)),
  'a bomb of 210 MB': () => withEntry('word/media/a.bin', zeros(210)),
  'a bomb in the document itself': () => docx(wordParagraph('0'.repeat(letters))),
  'a bomb in the styles that lies about its size': () => withEntry('word/styles.xml', zeros(24), { claimedSize: 9 }),
  'an entry that says it is of 4 GB': () => withEntry('word/media/a.bin', 'x', { claimedSize: 4_294_967_294 }),
  'a zip in a zip in a zip': () => {
    const packed = (inner: Uint8Array) => zip([{ name: 'a.zip', content: inner }])
    return withEntry('word/a.zip', packed(packed(packed(zip([{ name: 'a', content: zeros(8) }])))))
  },
  'five thousand entries': () =>
    docx(
      hello,
      Array.from({ length: 5_000 }, (_, index) => ({ name: `word/${index}`, content: '' })),
    ),
  'an entry that climbs out': () => withEntry('../../../../tmp/frontdesk-was-here'),
  'an entry that climbs out by backslashes': () => withEntry('..\\..\\frontdesk-was-here'),
  'an entry at the root': () => withEntry('/tmp/frontdesk-was-here'),
  'an entry on a drive': () => withEntry('C:\\frontdesk-was-here'),
  'an entry with NUL in its name': () => withEntry('word/a\0.xml'),
  'an entry without a name': () => withEntry(''),
  'an entry with a name of 60 000 letters': () => withEntry('a'.repeat(60_000)),
  'a link to the passwords': () => withEntry('word/a.xml', '/etc/passwd', link),
  'a link in place of the document': () => zip([{ name: 'word/document.xml', content: '/etc/passwd', ...link }]),
  'an entry that is locked': () => withEntry('word/a.xml', 'x', { encrypted: true }),
  'the document twice': () => withEntry('word/document.xml', '<w:document/>'),
  'no document': () => zip([{ name: 'word/nothing.xml', content: 'x' }]),
  'no entry at all': () => zip([]),
  'entities that multiply': () => documentOf(`${billionLaughs}<w:document>&j;</w:document>`),
  'an entity from a file': () =>
    documentOf('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document><w:t>&e;</w:t></w:document>'),
  'an entity from an address': () =>
    documentOf('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><w:document><w:t>Hello</w:t></w:document>'),
  'tags a hundred thousand deep': () => docx(`${'<w:p>'.repeat(100_000)}${'</w:p>'.repeat(100_000)}`),
  'a table ten thousand deep': () => docx(`${'<w:tbl><w:tr><w:tc>'.repeat(10_000)}x`),
  'a hundred thousand paragraphs': () => docx(wordParagraph('Hello').repeat(100_000)),
  'a template from an address': () =>
    withEntry(
      'word/_rels/settings.xml.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>',
    ),
  'a document that is no XML': () => documentOf('this is not XML & <<<'),
  'a document in another encoding than it says': () =>
    zip([{ name: 'word/document.xml', content: Buffer.from('<w:document>H</w:document>', 'utf16le') }]),
  'the old format': () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_000)]),
  'the end of the zip alone': () => zip([{ name: 'a', content: 'a' }]).slice(-22),
})
