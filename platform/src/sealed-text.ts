import type { KeyObject } from 'node:crypto'
import { DoesNotOpen, openWith, sealWith } from './gcm.ts'
import { keyFrom, type ServerSecret } from './secret.ts'

const prefix = 'v1.'

/**
 * What the server seals by itself, because it belongs to no organization: each with where it rests. Whoever adds one has
 * it sealed anew, where it lasts, when FRONTDESK_SECRET changes: see scripts/rotate-keys.ts.
 */
export type ServerPurpose =
  | 'one-time codes' // auth_factors.secret
  | 'supabase refresh tokens' // auth_supabase_sessions.refresh_token
  | 'mails' // text and html of mails to a person
  | 'provider sign-in' // a cookie of ten minutes
  | 'passkey challenges' // a cookie of five minutes
  | 'idempotent answers' // those of before there were data keys, for a day

export type Sealer = {
  seal: (text: string, of: string) => string
  /** Throws DoesNotOpen. */
  open: (kept: string, of: string) => string
  /** The same text under the secret of today; undefined when it is that already. Throws as `open` does. */
  renewed: (kept: string, of: string) => string | undefined
}

/**
 * Keeps a short secret readable for this server alone: AES-256-GCM, `v1.<nonce>.<text>.<tag>`. `of` is bound in, such as
 * table, column and row: moved anywhere else it does not open.
 */
export const createSealer = ({ secret, previousSecret }: ServerSecret, purpose: ServerPurpose): Sealer => {
  const keyOf = (from: string) => keyFrom(from, `${purpose} v1`)
  const key = keyOf(secret)
  const openBy = (opener: KeyObject, kept: string, of: string) => {
    if (!kept.startsWith(prefix)) throw new DoesNotOpen('This was not sealed by any version that is known here')
    return openWith(opener, kept.slice(prefix.length), of).toString('utf8')
  }
  const unlock = (kept: string, of: string) => {
    try {
      return { text: openBy(key, kept, of), isOld: false }
    } catch (error) {
      if (previousSecret === undefined) throw error
      return { text: openBy(keyOf(previousSecret), kept, of), isOld: true }
    }
  }
  const seal: Sealer['seal'] = (text, of) => prefix + sealWith(key, text, of)
  return {
    seal,
    open: (kept, of) => unlock(kept, of).text,
    renewed: (kept, of) => {
      const { text, isOld } = unlock(kept, of)
      return isOld ? seal(text, of) : undefined
    },
  }
}
