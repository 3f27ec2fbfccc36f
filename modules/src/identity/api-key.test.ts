import { expect, test } from 'vitest'
import { hashSecret, isSameHash, makeSecret, readSecret, within } from './api-key.ts'

test('a secret names its id, and its hint does not give it away', () => {
  const { id, secret, hint } = makeSecret()
  expect(secret).toMatch(/^fd_live_\w{12}_\w{38}$/)
  expect(readSecret(secret)).toBe(id)
  expect(secret.startsWith(hint)).toBe(true)
  expect(hint).toHaveLength(12)
})

test('one wrong letter is seen without a look-up', () => {
  const { secret } = makeSecret()
  for (let place = 8; place < secret.length; place++) {
    const other = secret[place] === 'x' ? 'y' : 'x'
    expect(readSecret(secret.slice(0, place) + other + secret.slice(place + 1))).toBeUndefined()
  }
})

test('what was never a secret of ours is none', () => {
  for (const text of [
    '',
    'fd_live_',
    'fd_live_000000000000_',
    '\u0000',
    `fd_live_${'é'.repeat(51)}`,
    'x'.repeat(10_000),
  ])
    expect(readSecret(text)).toBeUndefined()
})

test('a stolen hash fits only on the server whose secret made it', () => {
  const { secret } = makeSecret()
  const here = hashSecret(secret, 'the secret of this server')
  expect(isSameHash(here, hashSecret(secret, 'the secret of this server'))).toBe(true)
  expect(isSameHash(here, hashSecret(secret, 'the secret of another one'))).toBe(false)
  expect(isSameHash(here, hashSecret(makeSecret().secret, 'the secret of this server'))).toBe(false)
  expect(isSameHash(here, new Uint8Array())).toBe(false)
})

test('a key may do what it was granted as long as its maker may', () => {
  expect(within(['agents.read', 'agents.write'], ['agents.read', 'knowledge.read'])).toEqual(['agents.read'])
  expect(within(['a permission of a later release'], ['agents.read'])).toEqual([])
})
