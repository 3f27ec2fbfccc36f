import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Permission } from '@frontdesk/contract/permissions'
import { idOfSecret, keyFrom, type ServerSecret } from '@frontdesk/platform/secret'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const shape = /^fd_live_([0-9A-Za-z]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/

export type NewSecret = { id: string; secret: string; hint: string }

/** The prefix and the checksum let scanners of leaked secrets be sure; the 32 letters in between are 190 bits of chance. */
export const makeSecret = (): NewSecret => {
  const id = randomText(12)
  const core = randomText(32)
  const secret = `fd_live_${id}_${core}${checksum(id + core)}`
  return { id, secret, hint: secret.slice(0, 12) }
}

/** The id within a secret; undefined for what was never one of ours, so that noise costs no look-up. */
export const readSecret = (text: string): string | undefined => {
  const [, id, core, sum] = shape.exec(text) ?? []
  return id && core && sum === checksum(id + core) ? id : undefined
}

/** A key's secret as it is kept, and the name of the server's secret that it hangs on: null where nobody noted that. */
export type KeptHash = { secretHash: Uint8Array<ArrayBuffer>; hashedWith: string | null }

/** So much chance needs no slow hash; the pepper makes a stolen table worthless without the server's secret. */
export const hashSecret = (keySecret: string, { secret }: ServerSecret): KeptHash => ({
  secretHash: hashWith(secret, keySecret),
  hashedWith: idOfSecret(secret),
})

/** Whether a key's secret is the one whose hash is kept, under the server's secret of today or the one before. */
export const fits = (keySecret: string, { secretHash }: KeptHash, { secret, previousSecret }: ServerSecret): boolean =>
  isSameHash(secretHash, hashWith(secret, keySecret)) ||
  (previousSecret !== undefined && isSameHash(secretHash, hashWith(previousSecret, keySecret)))

const hashWith = (serverSecret: string, keySecret: string) =>
  createHmac('sha256', keyFrom(serverSecret, 'api keys v1')).update(keySecret).digest()

const isSameHash = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

/** What a key may do now: what was granted to it, as long as its maker still may. */
export const within = (granted: readonly string[], makers: readonly Permission[]): Permission[] =>
  makers.filter(permission => granted.includes(permission))

const randomText = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('')

const checksum = (text: string): string => {
  let rest = crc32(text)
  let sum = ''
  for (let place = 0; place < 6; place++) {
    sum = letters[rest % letters.length] + sum
    rest = Math.floor(rest / letters.length)
  }
  return sum
}
