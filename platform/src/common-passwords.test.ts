import { expect, test } from 'vitest'
import { isCommonPassword } from './common-passwords.ts'

test.each([
  ['qwerty123456', true],
  ['QWERTY123456', true],
  ['passwordpassword', true],
  ['aaaaaaaaaaaaaaaa', true],
  ['abcdabcdabcd', true],
  ['olivia@example.com', true],
  ['oliviaolivia', true],
  ['correct horse battery', false],
  ['Grüße aus Bremen 12', false],
  ['日本語のパスワードですよ', false],
])('%s is common: %s', async (password, common) => {
  expect(await isCommonPassword(password, 'Olivia@example.com')).toBe(common)
})
