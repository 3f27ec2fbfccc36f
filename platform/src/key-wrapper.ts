import { createSecretKey, type KeyObject } from 'node:crypto'
import { DoesNotOpen, openWith, sealWith } from './gcm.ts'
import { idOfSecret, keyFrom, type ServerSecret } from './secret.ts'

/**
 * Wraps the data keys of organizations, which are of no use without it. `of` is bound in. Promises, because a key service
 * may do it in the place of a secret of ours.
 */
export interface KeyWrapper {
  /** Names what wraps from now on, and is kept beside what it has wrapped. */
  readonly id: string
  wrap(dataKey: KeyObject, of: string): Promise<string>
  /** Throws DoesNotOpen, also when what it was wrapped `by` is not here. */
  unwrap(wrapped: string, by: string, of: string): Promise<KeyObject>
}

export const createKeyWrapper = ({ secret, previousSecret }: ServerSecret): KeyWrapper => {
  const [id, key] = [idOfSecret(secret), keyFrom(secret, use)]
  const keys = new Map([[id, key]])
  if (previousSecret !== undefined) keys.set(idOfSecret(previousSecret), keyFrom(previousSecret, use))
  return {
    id,
    wrap: async (dataKey, of) => sealWith(key, dataKey.export(), of),
    unwrap: async (wrapped, by, of) => {
      const opener = keys.get(by)
      if (!opener)
        throw new DoesNotOpen(
          `A data key hangs on another secret than FRONTDESK_SECRET (${by} rather than ${id}): set FRONTDESK_SECRET_PREVIOUS to that one`,
        )
      return createSecretKey(openWith(opener, wrapped, of))
    },
  }
}

const use = 'data keys v1'
