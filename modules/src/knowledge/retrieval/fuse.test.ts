import { expect, test } from 'vitest'
import { fuse } from './fuse.ts'

const hits = (...ids: string[]) =>
  ids.map((chunkId, at) => ({ chunkId, documentId: chunkId.slice(0, 1), score: 100 - at }))
const order = (...lists: string[][]) =>
  fuse(
    lists.map(ids => ({ hits: hits(...ids) })),
    10,
  ).map(hit => hit.chunkId)

test('what two searches agree on stands above what one of them puts first', () => {
  expect(order(['a', 'b', 'c'], ['d', 'b', 'e'])[0]).toBe('b')
})

test('one list keeps its order', () => {
  expect(order(['c', 'a', 'b'])).toEqual(['c', 'a', 'b'])
})

test('a long document does not push every other one out', () => {
  expect(order(['a1', 'a2', 'a3', 'a4', 'b1'])).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
})

test('a list of more weight decides', () => {
  const fused = fuse([{ hits: hits('a', 'b') }, { hits: hits('b', 'a'), weight: 3 }], 1)
  expect(fused.map(hit => hit.chunkId)).toEqual(['b'])
})
