import { deflateRawSync, gzipSync } from 'node:zlib'
import { type HostileFile, text, zeros } from './hostile-files/file.ts'
import { csvFiles, htmlFiles, markdownFiles } from './hostile-files/markup.ts'
import { pdfFiles } from './hostile-files/pdf.ts'
import { wordFiles } from './hostile-files/word.ts'
import { hostilePictures, png } from './hostile-pictures.ts'
import { pdf } from './pdf.ts'
import { docx, wordParagraph } from './zip.ts'

// The same on every run: a failure can be looked at again.
const numbersFrom = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
}

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
const liars: Record<string, Uint8Array> = {
  'a program of Linux': Buffer.concat([text('\x7fELF'), Buffer.alloc(2_000)]),
  'a program of Windows': Buffer.concat([text('MZ'), Buffer.alloc(2_000)]),
  'a picture': png(8, 8),
  'a photo': Buffer.concat([jpeg, Buffer.alloc(2_000)]),
  'a packed bomb': gzipSync(zeros(50)),
  'a 7z': Buffer.concat([Buffer.from('377abcaf271c', 'hex'), Buffer.alloc(2_000)]),
  'a raw stream': deflateRawSync(zeros(20)),
  zeros: Buffer.alloc(50_000),
  noise: Buffer.from(
    Array.from(
      { length: 20_000 },
      (
        next => () =>
          next(256)
      )(numbersFrom(7)),
    ),
  ),
}
const disguised: HostileFile[] = Object.entries(liars).flatMap(([what, content]) =>
  ['txt', 'md', 'html', 'csv', 'pdf', 'docx'].map(ending => ({
    what: `${what} that calls itself .${ending}`,
    name: `file.${ending}`,
    content: () => content,
  })),
)

// The test file that scanners of viruses agree on (EICAR, 2003), in two halves so that none stops at this one.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const names = [
  '../../etc/passwd.md',
  '..\\..\\boot.md',
  'a\0b.md',
  'CON.md',
  '.md',
  ' .md',
  '\u202edm.exe.md',
  `${'x'.repeat(5_000)}.md`,
]
const odd: HostileFile[] = [
  { what: 'the test file of virus scanners', name: 'eicar.txt', content: () => text(eicar) },
  ...names.map(name => ({
    what: `a file called ${JSON.stringify(name.slice(0, 30))}`,
    name,
    content: () => text('Hello'),
  })),
  ...['svg', 'xlsx', 'exe', 'doc', 'rtf', 'js', 'zip', 'png', 'html.exe', ''].map(ending => ({
    what: `a file that ends in ${ending || 'nothing'}`,
    name: ending ? `file.${ending}` : 'file',
    content: () => text('<svg onload="alert(1)">Hello</svg>'),
  })),
]

/** A good file with a few bytes changed, or its end missing. */
const spoiled = (kind: string, name: string, good: Uint8Array, count: number): HostileFile[] =>
  Array.from({ length: count }, (_, seed) => ({
    what: `${kind} spoiled, number ${seed}`,
    name,
    content: () => {
      const next = numbersFrom(seed + 1)
      const bytes = Uint8Array.from(good)
      for (let i = 0; i < 1 + next(20); i++) bytes[next(bytes.length)] = next(256)
      return seed % 3 === 0 ? bytes.slice(0, next(bytes.length)) : bytes
    },
  }))

/** Files for the knowledge, which takes text, Markdown, HTML, CSV, PDF and Word. */
export const hostileFiles: readonly HostileFile[] = [
  ...wordFiles,
  ...pdfFiles,
  ...htmlFiles,
  ...markdownFiles,
  ...csvFiles,
  ...disguised,
  ...odd,
  ...spoiled('a PDF', 'file.pdf', pdf([[{ text: 'Hello' }]]), 40),
  ...spoiled('a Word document', 'file.docx', docx(wordParagraph('Hello')), 40),
  ...Object.entries(hostilePictures).map(([what, content]) => ({ what, name: 'picture.html', content: () => content })),
]
