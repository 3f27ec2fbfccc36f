import { expect, test } from 'vitest'
import { resultOf } from './result.ts'

const text = (words: string) => ({ type: 'text' as const, text: words })

test('the structure of a reply is the result, else its text, parsed where it is JSON', () => {
  expect(resultOf({ structuredContent: { a: 1 }, content: [text('{"a":1}')] })).toEqual({ a: 1 })
  expect(resultOf({ content: [text('{"a":[1,null]}')] })).toEqual({ a: [1, null] })
  expect(resultOf({ content: [text('{not json')] })).toBe('{not json')
  expect(resultOf({ content: [text('12')] })).toBe('12')
  expect(resultOf({ content: [] })).toBe('')
})

test('pictures, sounds and files are told of and not passed on; texts of files are', () => {
  const result = resultOf({
    content: [
      text('Here:'),
      { type: 'image', data: 'AAAA', mimeType: 'image/png' },
      { type: 'resource', resource: { uri: 'file:///terms.md', text: '# Terms' } },
      { type: 'resource', resource: { uri: 'file:///terms.pdf', blob: 'AAAA' } },
      { type: 'resource_link', name: 'manual', uri: 'https://northwind.example/manual' },
    ],
  })
  expect(result).toBe(
    'Here:\n[image, image/png: not shown]\n# Terms\n[file, file:///terms.pdf: not shown]\n[manual: https://northwind.example/manual]',
  )
})
