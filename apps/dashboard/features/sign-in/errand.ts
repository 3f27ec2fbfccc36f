/** What somebody goes to another service for, and where they want to be afterwards. */
export type Errand = { to: 'sign-in' | 'join' | 'link' | 'confirm'; next: string | null }

const key = 'frontdesk.errand'
const signingIn: Errand = { to: 'sign-in', next: null }

/** Over a way that leads through another site. */
export const keepErrand = (errand: Errand) => window.sessionStorage.setItem(key, JSON.stringify(errand))

export const takeErrand = (): Errand => {
  const kept = window.sessionStorage.getItem(key)
  window.sessionStorage.removeItem(key)
  return kept === null ? signingIn : (JSON.parse(kept) as Errand)
}
