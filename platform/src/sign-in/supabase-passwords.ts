import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/port.ts'
import { useResetLink } from './mailed-links.ts'
import { type MailedLinks, type SignIn, SignInFailure } from './port.ts'
import type { createSupabaseAuth, Granted } from './supabase-auth.ts'
import type { createSupabaseStore } from './supabase-store.ts'

type Store = ReturnType<typeof createSupabaseStore>
type Parts = {
  database: Database
  store: Pick<Store, 'claimChange' | 'endChange'>
  auth: Pick<ReturnType<typeof createSupabaseAuth>, 'signIn' | 'changePassword' | 'setPassword' | 'end'>
  links: Pick<MailedLinks, 'read'>
  later: (ms: number) => Date
  /** Lets a session of ours go on with what Supabase has granted; false when it cannot. */
  adopt: (sessionId: string, granted: Granted) => Promise<boolean>
  endSessions: SignIn['endSessions']
}
type Passwords = Pick<SignIn, 'changePassword'> & Pick<MailedLinks, 'resetPassword'>

// Signing in, taking the session up and changing the password may each take as long as Supabase is waited for.
const claimMs = 20_000
const patienceMs = 10_000

/** Passwords that Supabase keeps. Of two changes at once, in any process, one goes after the other. */
export const createSupabasePasswords = (parts: Parts): Passwords => {
  const { database, store, auth, links, later, adopt, endSessions } = parts

  const claim = async (personId: string) => {
    const giveUpAt = Date.now() + patienceMs
    for (;;) {
      const claimed = await store.claimChange(personId, later(0), later(claimMs))
      if (claimed !== 'taken') return claimed
      if (Date.now() > giveUpAt) throw new SignInFailure('away')
      await pause(50)
    }
  }

  return {
    changePassword: async (personId, { current, next, goesOn }) => {
      const account = await claim(personId)
      if (!account) return false
      try {
        const granted = await auth.signIn({ email: account.email, password: current })
        if (!granted) return false
        await auth.changePassword(granted, next)
        // A new password may have ended all other sessions at Supabase: the one that goes on here takes this one over.
        if (!goesOn || !(await adopt(goesOn, granted))) await auth.end(granted.accessToken)
        return true
      } finally {
        await store.endChange(personId)
      }
    },

    // The link is used up last: while Supabase is away, or wants a better password, it can be tried again.
    resetPassword: async (token, password) => {
      // A link that was good when somebody used it does not run out while Supabase is asked.
      const usedAt = later(0)
      const person = await links.read('password-reset', token)
      const account = person && (await claim(person.id))
      if (!account) return undefined
      try {
        if (!(await links.read('password-reset', token))) return undefined
        await auth.setPassword(account.subject, password)
        await endSessions(person.id, { allBut: '' })
        return await useResetLink(database, token, usedAt)
      } finally {
        await store.endChange(person.id)
      }
    },
  }
}
