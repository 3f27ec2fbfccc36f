import type { AuditEntry } from '@frontdesk/contract/audit'
import { expect, test } from 'vitest'
import { actorName, deedOf } from './audit-line.ts'

const known = new Map([
  ['1', 'Olivia Berg'],
  ['2', 'Adam Lind'],
  ['builder', 'Builder'],
  ['key:k', 'Stock system'],
])
const names = { of: (id: string) => known.get(id), complete: true }

const entry = (given: Partial<AuditEntry>): AuditEntry => ({
  seq: 1,
  at: '2026-11-26T08:00:00.000Z',
  actor: '1',
  action: 'session.started',
  target: null,
  details: {},
  requestId: 'r',
  ip: null,
  hash: '',
  ...given,
})

test('an entry reads as a sentence, with names where they are known', () => {
  const change = { target: '2', details: { from: 'agent', to: 'builder' } }
  expect(deedOf(entry({ action: 'member.role-changed', ...change }), names)).toBe(
    'gave a person another role: Adam Lind, Builder',
  )
  expect(deedOf(entry({ action: 'agent.created', target: '9', details: { name: 'Milo' } }), names)).toBe(
    'made an agent: Milo',
  )
  expect(deedOf(entry({ action: 'session.started', target: '1' }), names)).toBe('signed in')
  expect(deedOf(entry({ action: 'member.removed', actor: '2', target: '2' }), names)).toBe('left the organization')
})

test('whoever acted is told by name, as a key, or as somebody who is no longer here', () => {
  expect(actorName('1', names)).toBe('Olivia Berg')
  expect(actorName('key:k', names)).toBe('The API key Stock system')
  expect(actorName('key:gone', names)).toBe('An API key')
  expect(actorName('system', names)).toBe('Frontdesk')
  expect(actorName('3', names)).toBe('Somebody who left')
  expect(actorName('3', { of: () => undefined, complete: false })).toBe('Somebody')
})
