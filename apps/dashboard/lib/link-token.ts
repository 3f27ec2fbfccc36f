import { useEffect, useState } from 'react'

/** What stands behind the # of a mailed link, taken out of the address bar. Null: nothing; undefined: not read yet. */
export const useLinkToken = (): string | null | undefined => {
  const [token, setToken] = useState<string | null>()
  useEffect(() => {
    const take = () => {
      const found = window.location.hash.slice(1)
      if (found) window.history.replaceState(null, '', window.location.pathname)
      setToken(known => found || known || null)
    }
    take()
    // A second link that is opened in the same tab changes the fragment only.
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return token
}
