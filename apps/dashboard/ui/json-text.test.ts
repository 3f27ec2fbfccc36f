import { expect, test } from 'vitest'
import { isObject, jsonProblem, prettyJson } from './json-text.ts'

test('whoever writes JSON is told what is wrong with it, and nothing once it is whole', () => {
  expect(jsonProblem('{"a": [1, 2]}')).toBeUndefined()
  expect(jsonProblem('{"a": ')).toMatch(/^This is not JSON yet/)
  expect(jsonProblem('')).toMatch(/^This is not JSON yet/)
})

test('any value is shown, also one that JSON does not know', () => {
  expect(prettyJson({ a: 1 })).toBe('{\n  "a": 1\n}')
  expect(prettyJson(undefined)).toBe('null')
  expect([{}, [], null, 'a'].map(isObject)).toEqual([true, false, false, false])
})
