import { pdf } from '@frontdesk/testing/pdf'
import { docx, wordParagraph } from '@frontdesk/testing/zip'
import { afterEach, expect, test } from 'vitest'
import { parsingPool } from './parse-in-child.ts'

const letter = (word: string) => ({ kind: 'docx', bytes: docx(wordParagraph(word)) }) as const
const broken = { kind: 'pdf', bytes: new TextEncoder().encode('%PDF-1.7 startxref') } as const
const slow = () => ({ kind: 'pdf', bytes: pdf([[{ text: 'Slow' }]]) }) as const
const hungry = () => ({ kind: 'csv', bytes: new Uint8Array(Buffer.from('a\n1\n'.repeat(500_000))) }) as const

let pool = parsingPool()
const poolWith = (limits: Parameters<typeof parsingPool>[0]) => {
  pool = parsingPool(limits)
  return pool
}
afterEach(() => pool.close())

test('one child reads file after file', async () => {
  const { parse, idleChildren } = poolWith({})
  for (const word of ['one', 'two', 'three']) expect((await parse(letter(word))).text).toBe(word)
  expect(idleChildren()).toBe(1)
})

test('many files wait for two children and all are read', async () => {
  const { parse, idleChildren } = poolWith({ filesPerChild: 4 })
  const words = Array.from({ length: 9 }, (_, n) => `word ${n}`)
  const texts = await Promise.all(words.map(async word => (await parse(letter(word))).text))
  expect(texts).toEqual(words)
  expect(idleChildren()).toBeLessThanOrEqual(2)
})

test('a child is replaced after a failure, and the next file is read', async () => {
  const { parse, idleChildren } = poolWith({ children: 1 })
  await expect(parse(broken)).rejects.toMatchObject({ name: 'UnreadableDocument', reason: /broken/ })
  expect(idleChildren()).toBe(0)
  expect((await parse(letter('Hello'))).text).toBe('Hello')
})

test('a file that takes too long is given up with a reason', async () => {
  const { parse } = poolWith({ timeMs: 1 })
  await expect(parse(slow())).rejects.toMatchObject({ name: 'UnreadableDocument', reason: /longer than 1 seconds/ })
})

test('a file that needs too much memory is given up with a reason, on the heap or beside it', async () => {
  await expect(poolWith({ heapMiB: 24 }).parse(hungry())).rejects.toMatchObject({
    reason: /damaged, or needs too much memory/,
  })
  const watched = poolWith({ residentMiB: 10, watchEveryMs: 5 })
  await expect(watched.parse(slow())).rejects.toMatchObject({ reason: /needs too much memory to be read/ })
})

test('an idle child ends by itself', async () => {
  const { parse, idleChildren } = poolWith({ idleMs: 20 })
  await parse(letter('Hello'))
  await expect.poll(idleChildren).toBe(0)
})
