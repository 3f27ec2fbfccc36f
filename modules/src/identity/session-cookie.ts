type Session = { token: string; expiresAt: string }

const isSecure = (url: string) => url.startsWith('https:')

// With the prefix, browsers take the cookie from this very host over https only; over plain http they refuse it.
const nameFor = (url: string) => (isSecure(url) ? '__Host-frontdesk' : 'frontdesk')

/** The `Set-Cookie` line that keeps a session in the browser. `url` is the one that people reach us by. */
export const sessionCookie = (url: string, { token, expiresAt }: Session): string =>
  line(url, token, new Date(expiresAt).toUTCString())

export const endedSessionCookie = (url: string): string => line(url, '', new Date(0).toUTCString())

/** The token in a `Cookie` header; undefined when there is none. */
export const readSessionCookie = (url: string, header: string): string | undefined => {
  const start = `${nameFor(url)}=`
  for (const pair of header.split(';')) {
    const trimmed = pair.trimStart()
    if (trimmed.startsWith(start)) return trimmed.slice(start.length).trimEnd() || undefined
  }
  return undefined
}

const line = (url: string, value: string, expires: string) =>
  `${nameFor(url)}=${value}; Path=/; Expires=${expires}; HttpOnly; SameSite=Lax${isSecure(url) ? '; Secure' : ''}`
