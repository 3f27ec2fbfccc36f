export type SupabaseConfig = {
  /** Without a slash at the end. */
  url: string
  /** The publishable key, or the older anonymous one. */
  key: string
  /** Makes accounts with confirmed addresses, also where sign-ups are closed. Absent: people sign up as anybody may. */
  secretKey: string | undefined
  /** Tokens are signed with this one secret (HS256). Absent: with the keys that Supabase publishes. */
  jwtSecret: string | undefined
}

type SupabaseSettings = {
  SUPABASE_URL?: string | undefined
  SUPABASE_PUBLISHABLE_KEY?: string | undefined
  SUPABASE_ANON_KEY?: string | undefined
  SUPABASE_SECRET_KEY?: string | undefined
  SUPABASE_SERVICE_ROLE_KEY?: string | undefined
  SUPABASE_JWT_SECRET?: string | undefined
}

const twice = [
  ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_ANON_KEY'],
  ['SUPABASE_SECRET_KEY', 'SUPABASE_SERVICE_ROLE_KEY'],
] as const

/** One sentence for each thing about Supabase that does not fit together. */
export const supabaseFaults = (given: SupabaseSettings): string[] => {
  const faults = twice
    .filter(([newer, older]) => given[newer] && given[older] && given[newer] !== given[older])
    .map(([newer, older]) => `${newer} and ${older} are both set and differ: set one of them.`)
  const key = given.SUPABASE_PUBLISHABLE_KEY ?? given.SUPABASE_ANON_KEY
  if (given.SUPABASE_URL && !key)
    faults.push('SUPABASE_PUBLISHABLE_KEY is missing: Supabase needs it, or the older SUPABASE_ANON_KEY.')
  if (!given.SUPABASE_URL && (key || given.SUPABASE_JWT_SECRET || secretOf(given)))
    faults.push('SUPABASE_URL is missing: set it with the keys of Supabase, or none of them.')
  if (key?.startsWith('sb_secret_'))
    faults.push('SUPABASE_PUBLISHABLE_KEY must be the publishable key, but it is a secret one.')
  if (secretOf(given)?.startsWith('sb_publishable_'))
    faults.push('SUPABASE_SECRET_KEY must be a secret key, but it is the publishable one.')
  return faults
}

/** Absent: people sign in with accounts of this installation. */
export const supabaseOf = (settings: SupabaseSettings): SupabaseConfig | undefined => {
  const { SUPABASE_URL: url, SUPABASE_JWT_SECRET: jwtSecret } = settings
  const key = settings.SUPABASE_PUBLISHABLE_KEY ?? settings.SUPABASE_ANON_KEY
  if (!url || !key) return undefined
  return { url: url.replace(/\/+$/, ''), key, secretKey: secretOf(settings), jwtSecret }
}

const secretOf = ({ SUPABASE_SECRET_KEY, SUPABASE_SERVICE_ROLE_KEY }: SupabaseSettings) =>
  SUPABASE_SECRET_KEY ?? SUPABASE_SERVICE_ROLE_KEY
