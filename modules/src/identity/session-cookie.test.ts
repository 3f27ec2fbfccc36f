import { expect, test } from 'vitest'
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts'

const session = { token: 'abc.def-_', expiresAt: '2026-12-07T06:00:00.000Z' }
const https = 'https://desk.example.com'
const http = 'http://localhost:3000'

test('over https the cookie is bound to this host and never sent in the clear', () => {
  expect(sessionCookie(https, session)).toBe(
    '__Host-frontdesk=abc.def-_; Path=/; Expires=Mon, 07 Dec 2026 06:00:00 GMT; HttpOnly; SameSite=Lax; Secure',
  )
})

test('over plain http it has a name that browsers take there', () => {
  expect(sessionCookie(http, session)).toBe(
    'frontdesk=abc.def-_; Path=/; Expires=Mon, 07 Dec 2026 06:00:00 GMT; HttpOnly; SameSite=Lax',
  )
})

test('an ended cookie is empty and long past', () => {
  expect(endedSessionCookie(http)).toBe(
    'frontdesk=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
  )
})

test('the token is found among the cookies of others', () => {
  expect(readSessionCookie(http, 'theme=dark; frontdesk=abc.def-_;other=1')).toBe('abc.def-_')
  expect(readSessionCookie(http, 'frontdesk=')).toBeUndefined()
  expect(readSessionCookie(http, 'notfrontdesk=abc')).toBeUndefined()
  expect(readSessionCookie(http, '')).toBeUndefined()
})

test('over https a cookie that a sister host may have set does not count', () => {
  expect(readSessionCookie(https, 'frontdesk=abc.def-_')).toBeUndefined()
  expect(readSessionCookie(https, '__Host-frontdesk=abc.def-_')).toBe('abc.def-_')
})
