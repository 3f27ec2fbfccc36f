/** A service that people sign in with instead of a password. */
export type ProviderConfig = {
  id: 'google' | 'github' | 'oidc'
  /** As it stands on the button. */
  name: string
  /** Of an OpenID provider its issuer; of GitHub, or a GitHub of one's own, its address. */
  url: string
  clientId: string
  clientSecret: string
}

export type ProviderSettings = {
  GOOGLE_CLIENT_ID?: string | undefined
  GOOGLE_CLIENT_SECRET?: string | undefined
  GITHUB_CLIENT_ID?: string | undefined
  GITHUB_CLIENT_SECRET?: string | undefined
  GITHUB_URL: string
  OIDC_NAME: string
  OIDC_ISSUER?: string | undefined
  OIDC_CLIENT_ID?: string | undefined
  OIDC_CLIENT_SECRET?: string | undefined
}

/** Each provider of which everything is set. */
export const providersOf = (settings: ProviderSettings): ProviderConfig[] =>
  [
    {
      id: 'google' as const,
      name: 'Google',
      url: 'https://accounts.google.com',
      clientId: settings.GOOGLE_CLIENT_ID,
      clientSecret: settings.GOOGLE_CLIENT_SECRET,
    },
    {
      id: 'github' as const,
      name: 'GitHub',
      url: settings.GITHUB_URL.replace(/\/+$/, ''),
      clientId: settings.GITHUB_CLIENT_ID,
      clientSecret: settings.GITHUB_CLIENT_SECRET,
    },
    {
      id: 'oidc' as const,
      name: settings.OIDC_NAME,
      url: settings.OIDC_ISSUER,
      clientId: settings.OIDC_CLIENT_ID,
      clientSecret: settings.OIDC_CLIENT_SECRET,
    },
  ].filter((each): each is ProviderConfig => Boolean(each.url && each.clientId && each.clientSecret))

const groups = [
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
  ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
]

export const providerFaults = (given: Record<string, string>): string[] =>
  groups
    .filter(names => names.some(name => name in given))
    .flatMap(names =>
      names
        .filter(name => !(name in given))
        .map(name => `${name} is missing: signing in that way needs ${names.join(', ')}; set all of them, or none.`),
    )
