import { readFile } from 'node:fs/promises'
import type { Document, DocumentInFull, PushedDocument } from '@frontdesk/contract/knowledge'
import { processingIdle } from '@frontdesk/modules/knowledge/index'
import { type Api, apiOf } from '@frontdesk/testing/api'
import { lockedTrailer, pdf } from '@frontdesk/testing/pdf'
import { type World, world } from '@frontdesk/testing/world'
import { docx, wordParagraph } from '@frontdesk/testing/zip'
import { beforeAll, expect, test } from 'vitest'

let here: World
let api: Api
beforeAll(async () => {
  here = await world()
  api = apiOf(here.platform)
})

type Parts = Record<string, string | File>
const upload = (parts: Parts | FormData, who = here.olivia) => {
  const form = parts instanceof FormData ? parts : new FormData()
  if (!(parts instanceof FormData)) for (const [name, value] of Object.entries(parts)) form.append(name, value)
  return api.call('POST /knowledge/files', { key: who.key, body: form })
}
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name)
const read = (id: string) => api.ask<DocumentInFull>(`GET /knowledge/documents/${id}`, { key: here.olivia.key })
const zeros = (mebibytes: number) => new Uint8Array(mebibytes * 1024 * 1024)
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

const words = 'Bicycles may be returned within thirty days.'
const readable: [string, File][] = [
  ['Markdown', file('returns.md', `# Returns\n\n${words}`)],
  ['text', file('returns.txt', words)],
  ['HTML', file('returns.html', `<!doctype html><title>Returns</title><p>${words}</p>`)],
  ['CSV', file('returns.csv', `what,rule\nBicycles,${words}\nHelmets,Never\n`)],
  ['PDF', file('returns.pdf', pdf([[{ text: words }]]))],
  ['Word', file('returns.docx', docx(wordParagraph(words)))],
]

test('every kind of file becomes a document with its text and chunks that point into it', async () => {
  const uploaded = await Promise.all(
    readable.map(async ([kind, each]) => [kind, (await upload({ file: each })).body as PushedDocument] as const),
  )
  await processingIdle(here.platform)
  for (const [kind, { id }] of uploaded) {
    const { status, failure, text, chunks } = await read(id)
    expect({ kind, status, failure }).toEqual({ kind, status: 'ready', failure: null })
    expect(text, kind).toContain('within thirty days')
    for (const chunk of chunks) expect(text.slice(chunk.start, chunk.end), kind).toContain(chunk.text.slice(0, 20))
  }
})

test('the same file under the same external id is not kept twice, another one replaces it', async () => {
  const first = await upload({ file: file('a.md', words), externalId: 'terms', url: 'https://northwind.example/terms' })
  const again = await upload({ file: file('a.md', words), externalId: 'terms', url: 'https://northwind.example/terms' })
  const other = await upload({ file: file('a.md', 'Only fifteen days.'), externalId: 'terms' })
  const outcomes = [first, again, other].map(({ body }) => body as PushedDocument)
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged', 'updated'])
  expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1)
})

/** At once by a sentence, or soon as a failed document with its reason; never anything else. */
const expectReason = async ({ status, body }: Awaited<ReturnType<typeof upload>>, reason: RegExp) => {
  if (status === 201) {
    await processingIdle(here.platform)
    const document = (await read((body as Document).id)) as Document
    expect(document).toMatchObject({ status: 'failed', failure: expect.stringMatching(reason), chunkCount: 0 })
  } else {
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: expect.stringMatching(reason), errors: [{ pointer: '/file' }] })
  }
}

test.each<[string, File, RegExp]>([
  ['an empty file', file('empty.md', ''), /empty/i],
  ['a file of nothing but spaces', file('spaces.txt', ' \n\n  '), /no text/],
  [
    'a program named .txt',
    file('notes.txt', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...random(2_000)])),
    /text|binary/i,
  ],
  [
    'a picture named .md',
    file('notes.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, ...random(200)])),
    /\w/,
  ],
  ['a file of an unknown kind', file('data.xyz', random(500)), /\w/],
  ['a workbook', file('prices.xlsx', docx('')), /\w/],
  ['a file without an ending', file('README', random(300)), /\w/],
  ['a broken PDF', file('broken.pdf', '%PDF-1.7\nthis is not one'), /broken/],
  ['a PDF cut in half', file('half.pdf', pdf([[{ text: words }]]).slice(0, 300)), /broken/],
  ['a PDF with a password', file('locked.pdf', pdf([[{ text: words }]], { trailer: lockedTrailer })), /password/],
  ['a PDF of pictures alone', file('scan.pdf', pdf([[]])), /text/],
  [
    'a Word document that is a zip bomb',
    file('bomb.docx', docx(wordParagraph('Hello'), [{ name: 'word/media/bomb.bin', content: zeros(24) }])),
    /unpacks|large/,
  ],
  [
    'a zip bomb that lies about its size',
    file('liar.docx', docx(wordParagraph('Hello'), [{ name: 'word/styles.xml', content: zeros(24), claimedSize: 9 }])),
    /damaged/,
  ],
  ['a Word document cut in half', file('half.docx', docx(wordParagraph(words)).slice(0, 400)), /damaged/],
])('%s is refused, or fails with its reason', async (_, each, reason) => {
  await expectReason(await upload({ file: each }), reason)
})

test('no file, two files, and parts that nobody knows are refused with a sentence', async () => {
  const twice = new FormData()
  twice.append('file', file('a.md', 'A'))
  twice.append('file', file('b.md', 'B'))
  for (const [parts, detail] of [
    [{ title: 'Returns' }, /file/],
    [{ file: 'only words' }, /file/],
    [twice, /twice|one file/],
    [{ file: file('a.md', 'A'), pages: '1-3' }, /^\/pages/],
    [{ file: file('a.md', 'A'), title: file('b.md', 'B') }, /^\/title/],
    [{ file: file('a.md', 'A'), url: 'file:///etc/passwd' }, /^\/url/],
    [{ file: file('a.md', 'A'), constructor: 'x', ['__proto__']: 'y' }, /constructor|__proto__/],
  ] as const)
    expect(await upload(parts as Parts)).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) } })
})

test('a body that is no form is refused', async () => {
  const send = (body: string | Uint8Array, type: string) =>
    api.call('POST /knowledge/files', { key: here.olivia.key, body, headers: { 'content-type': type } })
  expect(await send('{}', 'application/json')).toMatchObject({ status: 415 })
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'multipart/form-data; boundary='])
    expect(await send('--y\r\nnothing', type), type).toMatchObject({ status: 400, body: { detail: /boundary/ } })
})

test('names of files are words to show, whatever they say', async () => {
  for (const name of ['../../etc/passwd.md', 'a\u0000b.md', `${'x'.repeat(400)}.md`, '<script>.md', '🚲.md']) {
    const { status, body } = await upload({ file: file(name, words) })
    expect(status, name).toBe(201)
    expect((body as Document).title.length).toBeLessThan(301)
  }
  await expect(readFile('/etc/passwd.md')).rejects.toThrow()
})

test('the server goes on after all of this', async () => {
  const { key } = here.olivia
  const counts = await api.ask<{ queued: number; processing: number }>('GET /knowledge/counts', { key })
  await processingIdle(here.platform)
  expect(counts.processing + counts.queued).toBeLessThan(20)
  expect(await api.ask('GET /knowledge/counts', { key })).toMatchObject({ queued: 0, processing: 0 })
})
