import { expect, test } from 'vitest'
import { DoesNotOpen } from './gcm.ts'
import { createSealer } from './sealed-text.ts'

const [today, before, another] = ['of today', 'of before', 'of another server']
const seed = 'JBSWY3DPEHPK3PXP'
const of = 'auth_factors.secret olivia'

const sealer = (secret: string, previousSecret?: string) => createSealer({ secret, previousSecret }, 'one-time codes')

test('what this server sealed opens here, for the same place and purpose, and nowhere else', () => {
  const kept = sealer(today).seal(seed, of)
  expect(kept).toMatch(/^v1(\.[\w-]+){3}$/)
  expect(sealer(today).open(kept, of)).toBe(seed)
  expect(() => sealer(today).open(kept, 'auth_factors.secret adam')).toThrow(DoesNotOpen)
  expect(() => sealer(another).open(kept, of)).toThrow(DoesNotOpen)
  expect(() => createSealer({ secret: today }, 'mails').open(kept, of)).toThrow(DoesNotOpen)
  for (const text of ['', 'v1', 'v2.a.b.c', `${kept}.x`, `${kept}A`])
    expect(() => sealer(today).open(text, of)).toThrow()
})

test('what the secret before has sealed opens as long as that is known, and can be sealed anew', () => {
  const kept = sealer(before).seal(seed, of)
  expect(sealer(today, before).open(kept, of)).toBe(seed)
  expect(() => sealer(today, another).open(kept, of)).toThrow(DoesNotOpen)
  const renewed = String(sealer(today, before).renewed(kept, of))
  expect(sealer(today).open(renewed, of)).toBe(seed)
  expect(sealer(today, before).renewed(renewed, of)).toBeUndefined()
  expect(() => sealer(today).renewed(kept, of)).toThrow(DoesNotOpen)
})
