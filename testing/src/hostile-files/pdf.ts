import { deflateSync } from 'node:zlib'
import { assembledPdf, lockedTrailer, pdf } from '../pdf.ts'
import { zip } from '../zip.ts'
import { filesOf, text, zeros } from './file.ts'

const contents = (stream: Uint8Array, filters: string) => [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>',
  `<< /Length ${stream.length} /Filter ${filters} >>\nstream\n${Buffer.from(stream).toString('latin1')}\nendstream`,
]
const made = (objects: string[], trailer = '') => Buffer.from(assembledPdf(objects, trailer), 'latin1')
const said = pdf([[{ text: 'Hello' }]])
const deflatedTimes = (times: number) => {
  let bytes: Uint8Array = zeros(1)
  for (let i = 0; i < times; i++) bytes = deflateSync(bytes)
  return bytes
}

export const pdfFiles = filesOf('PDF', 'pdf', {
  'a bomb of 200 MB in a stream': () => made(contents(deflateSync(zeros(200)), '/FlateDecode')),
  'a stream packed twenty times': () => made(contents(deflatedTimes(20), `[${' /FlateDecode'.repeat(20)}]`)),
  'ten thousand pages': () => pdf(Array.from({ length: 10_000 }, () => [{ text: 'x' }])),
  'a page that is its own parent': () =>
    made(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']),
  'pages in a circle': () =>
    made([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 9 >>',
      '<< /Type /Pages /Kids [2 0 R] /Count 9 >>',
    ]),
  'two billion pages, it says': () =>
    made(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 2147483647 >>']),
  'a script that runs on opening': () =>
    made([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
    ]),
  'a program that is launched': () =>
    made([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
    ]),
  'an address that is opened': () =>
    made([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (http://127.0.0.1:9/) >> >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
    ]),
  'a page without end': () =>
    made([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e308 1e308] >>',
    ]),
  'a password': () => pdf([[{ text: 'Hello' }]], { trailer: lockedTrailer }),
  'a table of places that leads to itself': () =>
    text('%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF'),
  'a place beyond the end': () => text('%PDF-1.4\nstartxref\n99999999999999999999\n%%EOF'),
  'brackets a hundred thousand deep': () => made(['['.repeat(100_000)]),
  'a million objects': () => text(`%PDF-1.4\n${'1 0 obj\n<<>>\nendobj\n'.repeat(1_000_000)}%%EOF`),
  'a page of HTML in front': () => Buffer.concat([text('<script>alert(1)</script>\n'), said]),
  'a zip behind': () => Buffer.concat([said, zip([{ name: 'a', content: 'a' }])]),
  'the first line alone': () => text('%PDF-1.7'),
  'a million marks of an end': () => text(`%PDF-1.4\n${'%%EOF\n'.repeat(1_000_000)}`),
  'text of ten million letters': () => pdf([[{ text: 'x'.repeat(10_000_000) }]]),
})
