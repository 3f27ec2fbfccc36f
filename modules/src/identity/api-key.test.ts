import { expect, test } from 'vitest'
import { fits, hashSecret, makeSecret, readSecret, within } from './api-key.ts'

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

const today = 'the secret of this server'
const before = 'the secret that this server had before'
const another = 'the secret of another server'

test('a stolen hash fits only on the server whose secret made it', () => {
  const { secret } = makeSecret()
  const here = hashSecret(secret, { secret: today })
  expect(fits(secret, here, { secret: today })).toBe(true)
  expect(fits(secret, here, { secret: another })).toBe(false)
  expect(fits(makeSecret().secret, here, { secret: today })).toBe(false)
  expect(fits(secret, { ...here, secretHash: new Uint8Array() }, { secret: today })).toBe(false)
})

test('a key goes on while the server’s secret is changed, as long as the one before is known', () => {
  const { secret } = makeSecret()
  const here = hashSecret(secret, { secret: before })
  expect(fits(secret, here, { secret: today, previousSecret: before })).toBe(true)
  expect(fits(secret, here, { secret: today, previousSecret: another })).toBe(false)
  expect(fits(makeSecret().secret, here, { secret: today, previousSecret: before })).toBe(false)
})

test('a key may do what it was granted as long as its maker may', () => {
  expect(within(['agents.read', 'agents.write'], ['agents.read', 'knowledge.read'])).toEqual(['agents.read'])
  expect(within(['a permission of a later release'], ['agents.read'])).toEqual([])
})
