import { expect, test } from 'vitest'
import { paths, placeToReturnTo } from './paths.ts'

test('addresses carry their ids as search parameters', () => {
  expect(paths.chat()).toBe('/chat')
  expect(paths.chat({ conversation: 'c 1', turn: undefined })).toBe('/chat?conversation=c+1')
})

test('signing in never leads to another site', () => {
  expect(placeToReturnTo('/knowledge?document=1')).toBe('/knowledge?document=1')
  for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', null])
    expect(placeToReturnTo(elsewhere)).toBe('/chat')
})
