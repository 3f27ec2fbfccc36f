import type { Database } from '@frontdesk/platform/database/port'
import type { SignIn } from '@frontdesk/platform/sign-in/port'
import type { SupabaseConfig } from '@frontdesk/platform/supabase-config'
import { createClient } from '@supabase/supabase-js'
import { type TestClock, testClock } from './clock.ts'
import { freshDatabase } from './platform.ts'
import { startSupabase } from './supabase-lite.ts'

export type SupabaseDesk = Awaited<ReturnType<typeof openSupabaseDesk>>

type Settings = { database: Database; clock: TestClock; secret: string; supabase: SupabaseConfig }

const secret = 'a secret of tests, as long as it has to be'
const password = 'correct horse battery'

/** A project of Supabase, a database, people who register on our pages, and programs of theirs with supabase-js. */
export const openSupabaseDesk = async (create: (settings: Settings) => SignIn) => {
  const [database, supabase] = await Promise.all([freshDatabase(), startSupabase()])
  let people = 0

  const open = (settings = supabase.settings) => {
    const clock = testClock()
    const signIn = create({ database, clock, secret, supabase: settings })
    return { signIn, clock, advance: clock.advance }
  }

  const newPerson = (name: string) => ({ name, email: `${name.toLowerCase()}-${++people}@northwind.example`, password })

  const anybody = () => {
    const { url, key } = supabase.settings
    return createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } }).auth
  }

  return {
    database,
    secret,
    settings: supabase.settings,
    open,
    newPerson,
    /** supabase-js, signed in as nobody. */
    anybody,
    registered: async ({ signIn }: ReturnType<typeof open>, name: string) => {
      const person = newPerson(name)
      const session = await signIn.register(person)
      if (!session) throw new Error(`${name} could not register`)
      return { ...person, session }
    },
    /** Somebody's own program, signed in. */
    program: async (credentials: { email: string; password: string }) => {
      const auth = anybody()
      const { data } = await auth.signInWithPassword(credentials)
      return { auth, token: String(data.session?.access_token) }
    },
    close: () => supabase.close(),
  }
}
