type Session = { token: string; expiresAt: string }

const sessionName = 'frontdesk'

/** The `Set-Cookie` line that keeps a session in the browser. `url` is the one that people reach us by. */
export const sessionCookie = (url: string, { token, expiresAt }: Session): string =>
  cookieLine(url, sessionName, token, new Date(expiresAt))

export const endedSessionCookie = (url: string): string => cookieLine(url, sessionName, '', new Date(0))

/** The token in a `Cookie` header; undefined when there is none. */
export const readSessionCookie = (url: string, header: string): string | undefined =>
  readCookie(url, sessionName, header)

/** A cookie for this very host that no script reads and no other site's form brings along. */
export const cookieLine = (url: string, name: string, value: string, expires: Date): string =>
  `${named(url, name)}=${value}; Path=/; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Lax${isSecure(url) ? '; Secure' : ''}`

export const readCookie = (url: string, name: string, header: string): string | undefined => {
  const start = `${named(url, name)}=`
  for (const pair of header.split(';')) {
    const trimmed = pair.trimStart()
    if (trimmed.startsWith(start)) return trimmed.slice(start.length).trimEnd() || undefined
  }
  return undefined
}

const isSecure = (url: string) => url.startsWith('https:')

// With the prefix, browsers take the cookie from this very host over https only; over plain http they refuse it.
const named = (url: string, name: string) => (isSecure(url) ? `__Host-${name}` : name)
