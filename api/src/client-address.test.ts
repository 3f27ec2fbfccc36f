import { readConfig } from '@frontdesk/platform/config'
import type { Platform } from '@frontdesk/platform/platform'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const asked = (trusted: string | undefined, socket: string, forwarded?: string) => {
  const config = readConfig({ TRUSTED_PROXIES: trusted, FRONTDESK_SECRET: 'a secret of tests, long enough for it' })
  return clientAddress({ config } as Platform, { incoming: { socket: { remoteAddress: socket } } }, forwarded)
}

test.each([
  ['nobody is trusted unless told', undefined, '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['a trusted proxy is believed', '10.0.0.0/8', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['also over a socket for both families', '10.0.0.0/8', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['a stranger is not', '10.0.0.0/8', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
  ['what the client claims before it is not', '10.0.0.0/8', '10.1.2.3', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
  ['of two proxies both are passed over', '10.0.0.0/8', '10.1.2.3', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
  ['with only proxies in it, the farthest counts', '10.0.0.0/8', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ['nonsense is no proxy', '10.0.0.0/8', '10.1.2.3', '198.51.100.1, nonsense', 'nonsense'],
  ['an empty list is none', '10.0.0.0/8', '10.1.2.3', '', '10.1.2.3'],
])('%s', (_, trusted, socket, forwarded, address) => {
  expect(asked(trusted, socket, forwarded)).toBe(address)
})

test('a network that is none stops the start', () => {
  expect(() => asked('everybody', '10.1.2.3')).toThrow(/TRUSTED_PROXIES must be/)
})
