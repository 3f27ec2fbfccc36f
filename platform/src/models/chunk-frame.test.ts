import { expect, test } from 'vitest'
import { ChunkFrame } from './chunk-frame.ts'

type Chunk = { id: string; choices: { delta: { role?: string; content?: string }; finish_reason: string | null }[] }

const read = (chunk: string) => {
  const choice = (JSON.parse(chunk) as Chunk).choices[0]
  return choice?.finish_reason ? undefined : choice?.delta.content
}

const chunkOf = (content: string, finish_reason: string | null = null) =>
  JSON.stringify({ id: 'chatcmpl-1', choices: [{ index: 0, delta: { content }, finish_reason }] })

const learned = (content: string) => {
  const frame = new ChunkFrame()
  frame.learn(chunkOf(content), content, read)
  return frame
}

test('a chunk that differs from an earlier one in its text alone is read without parsing it', () => {
  const frame = learned(' parcel')
  for (const text of [' is', '', ' Übergröße', ' 🚲', 'stop', 'chatcmpl-1'])
    expect(frame.textOf(chunkOf(text))).toBe(text)
})

test('what a frame reads is what parsing reads, whatever the text; else it says nothing', () => {
  const alphabet = ['"', '\\', '\n', '\u0000', '\u2028', '}', ']', ',', '"content":"', 'null', ' ', 'é', '🚲', 'n']
  const frame = learned('Hello')
  for (let number = 0; number < 20_000; number++) {
    const text = Array.from(
      { length: number % 7 },
      (_, at) => alphabet[(number * 31 + at * at * 17) % alphabet.length],
    ).join('')
    const chunk = chunkOf(text)
    const seen = frame.textOf(chunk)
    expect(seen ?? read(chunk)).toBe(text)
    if (/^[\p{L} ]*$/u.test(text)) expect(seen).toBe(text)
  }
})

test('a chunk that says more than text is left to be parsed', () => {
  const frame = learned(' parcel')
  expect(frame.textOf(chunkOf(' parcel', 'stop'))).toBeUndefined()
  expect(frame.textOf(chunkOf('" ,"x":"'))).toBeUndefined()
  expect(frame.textOf('[DONE]')).toBeUndefined()
  expect(frame.textOf(chunkOf('').slice(0, -2))).toBeUndefined()
})

test('where the same text stands elsewhere too, only its own place counts', () => {
  const frame = new ChunkFrame()
  const chunk = JSON.stringify({ choices: [{ delta: { content: 'last' }, finish_reason: null }], id: 'last' })
  frame.learn(chunk, 'last', read)
  expect(frame.textOf(chunk.replaceAll('last', 'next'))).toBeUndefined()
  expect(frame.textOf(chunk)).toBeUndefined()
})

test('a server that pads every chunk with noise costs three tries and no more', () => {
  const frame = new ChunkFrame()
  let asked = 0
  for (let number = 0; number < 50; number++) {
    const chunk = JSON.stringify({
      pad: 'x'.repeat(number),
      choices: [{ delta: { content: 'word' }, finish_reason: null }],
    })
    if (frame.textOf(chunk) === undefined)
      frame.learn(chunk, 'word', each => {
        asked += 1
        return read(each)
      })
  }
  expect(asked).toBe(3)
})
