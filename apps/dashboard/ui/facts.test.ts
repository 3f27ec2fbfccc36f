import { expect, test } from 'vitest'
import { factsOf, optional } from './facts.ts'

test('what was kept is told in words, and what is not there not at all', () => {
  expect(
    factsOf({ newNetwork: '192.0.2.0/24', permissions: ['agents.read', 'audit.read'], failures: 5, by: null }),
  ).toEqual([
    ['New network', '192.0.2.0/24'],
    ['Permissions', 'agents.read, audit.read'],
    ['Failures', '5'],
  ])
  expect([...optional('From', null), ...optional('Device', 'curl')]).toEqual([['Device', 'curl']])
})
