import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/port.ts'
import type { createEmailChange } from './email-change.ts'
import { useResetLink } from './mailed-links.ts'
import { type EmailChange, type MailedLinks, type SignIn, SignInFailure } from './port.ts'
import type { createSupabaseAuth, Granted } from './supabase-auth.ts'
import type { createSupabaseStore } from './supabase-store.ts'

type Store = ReturnType<typeof createSupabaseStore>
type Auth = ReturnType<typeof createSupabaseAuth>
type Parts = {
  database: Database
  store: Pick<Store, 'account' | 'claimChange' | 'endChange'>
  auth: Pick<Auth, 'signIn' | 'changePassword' | 'setPassword' | 'setEmail' | 'end'>
  links: Pick<MailedLinks, 'read'>
  emailChange: ReturnType<typeof createEmailChange>
  later: (ms: number) => Date
  /** Lets a session of ours go on with what Supabase has granted; false when it cannot. */
  adopt: (sessionId: string, granted: Granted) => Promise<boolean>
  endSessions: SignIn['endSessions']
}
type Credentials = Pick<SignIn, 'changePassword' | 'isPassword' | 'hasPassword'> &
  Pick<MailedLinks, 'resetPassword'> & { changeEmail: EmailChange['finish'] }

// Signing in, taking the session up and changing the password may each take as long as Supabase is waited for.
const claimMs = 20_000
const patienceMs = 10_000

/** Passwords and addresses that Supabase keeps. Of two changes at once, in any process, one goes after the other. */
export const createSupabaseCredentials = (parts: Parts): Credentials => {
  const { database, store, auth, links, emailChange, later, adopt, endSessions } = parts

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

    isPassword: async (personId, password) => {
      const account = await store.account(personId)
      const granted = account && (await auth.signIn({ email: account.email, password }))
      if (granted) await auth.end(granted.accessToken)
      return granted !== undefined
    },
    hasPassword: async personId => (await store.account(personId)) !== undefined,

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

    changeEmail: async (personId, token) => {
      if ((await emailChange.read(personId, token)) === undefined) return undefined
      const account = await claim(personId)
      if (!account) return undefined
      try {
        const email = await emailChange.read(personId, token)
        if (email === undefined) return undefined
        return (await auth.setEmail(account.subject, email)) ? await emailChange.finish(personId, token) : 'taken'
      } finally {
        await store.endChange(personId)
      }
    },
  }
}
