import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/port.ts'
import { authSql } from '../database/transaction.ts'
import { createSealer } from '../sealed-text.ts'
import type { ServerSecret } from '../secret.ts'

type Settings = ServerSecret & { database: Database; clock: Clock }
type Kept = { challenge: string; until: number; beside: string }

export const challengeMs = 5 * 60_000

/**
 * Challenges that devices sign. What is made is kept by whoever asks, sealed, so that pages which ask for one at sight
 * write nothing; the database knows the ones that were answered.
 */
export const createChallenges = ({ database, clock, ...secrets }: Settings) => {
  const { seal, open } = createSealer(secrets, 'passkey challenges')

  const opened = (sealed: string, of: string): Kept | undefined => {
    try {
      return JSON.parse(open(sealed, of)) as Kept
    } catch {
      // Whatever was not sealed here, or for somebody else, is no challenge.
      return undefined
    }
  }

  return {
    /** For `of`, such as one session; `beside` comes back with it. */
    make: (of: string, beside = '') => {
      const challenge = randomBytes(32).toString('base64url')
      const expiresAt = new Date(clock.now().getTime() + challengeMs)
      const kept: Kept = { challenge, until: expiresAt.getTime(), beside }
      return { challenge, sealed: seal(JSON.stringify(kept), of), expiresAt }
    },
    /** Uses it up. Undefined when it has run out, was used before, or was made for another. */
    take: async (sealed: string, of: string): Promise<Kept | undefined> => {
      const kept = opened(sealed, of)
      const now = clock.now()
      if (!kept || kept.until <= now.getTime()) return undefined
      const [, taken] = await authSql(database, [
        { text: 'DELETE FROM auth_used_challenges WHERE expires_at <= $1::timestamptz', values: [now] },
        {
          text: `INSERT INTO auth_used_challenges (challenge, expires_at) VALUES ($1::bytea, $2::timestamptz)
            ON CONFLICT (challenge) DO NOTHING RETURNING challenge`,
          values: [Buffer.from(kept.challenge, 'base64url'), new Date(kept.until)],
        },
      ])
      return taken?.rows[0] && kept
    },
  }
}
