import type { SecurityEvent } from '@frontdesk/contract/security'
import { expect, test } from 'vitest'
import { eventDeed, whoDid } from './event-line.ts'

const known = new Map([
  ['1', 'Olivia Berg'],
  ['2', 'Adam Lind'],
  ['key:k', 'Stock system'],
])
const names = { of: (id: string) => known.get(id), complete: true }

const line = (given: Partial<SecurityEvent>) => {
  const event: SecurityEvent = {
    id: '1',
    at: '2026-11-26T08:00:00.000Z',
    name: 'authn_login_fail',
    level: 'warn',
    actor: '1',
    ip: null,
    userAgent: null,
    count: 1,
    details: {},
    requestId: null,
    ...given,
  }
  return `${whoDid(event, names)} ${eventDeed(event, names)}`
}

test('an event reads as a sentence, with how often it happened', () => {
  expect(line({})).toBe('Olivia Berg could not sign in')
  expect(line({ count: 12 })).toBe('Olivia Berg could not sign in, 12 times')
  expect(line({ actor: null, count: 400 })).toBe('Several could not sign in, 400 times')
  expect(line({ name: 'authz_fail', details: { endpoint: 'GET /audit' } })).toBe('Olivia Berg was refused: GET /audit')
  expect(line({ name: 'authz_change', details: { target: '2', to: 'owner' } })).toBe(
    'Olivia Berg gave a person another role: Adam Lind',
  )
  expect(line({ name: 'user_created', details: { target: '1' } })).toBe('Olivia Berg joined')
})

test('a key is used, it does not sign in', () => {
  expect(line({ name: 'authn_login_success', actor: 'key:k' })).toBe('The API key Stock system was used')
  expect(line({ name: 'authn_login_success' })).toBe('Olivia Berg signed in')
})
