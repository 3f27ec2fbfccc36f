import { expect, test } from 'vitest'
import { createNetworks } from './networks.ts'

test.each([
  ['203.0.113.0/24', '203.0.113.7', true],
  ['203.0.113.0/24', '203.0.114.7', false],
  ['203.0.113.7', '203.0.113.7', true],
  ['203.0.113.7', '::ffff:203.0.113.7', true],
  ['203.0.113.7', '203.0.113.77', false],
  ['2001:db8::/32', '2001:db8:1::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['0.0.0.0/0', 'unknown', false],
  ['0.0.0.0/0', '', false],
  ['0.0.0.0/0', '127.1', false],
])('%s holds %s: %s', (network, address, holds) => {
  expect(createNetworks([network])(address)).toBe(holds)
})

test('no network holds nothing', () => {
  expect(createNetworks([])('127.0.0.1')).toBe(false)
})
