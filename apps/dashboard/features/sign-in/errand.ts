const key = 'frontdesk.next'

/** Where the person wanted to go, over a way that leads through another site. */
export const keepPlace = (next: string | null) => window.sessionStorage.setItem(key, next ?? '')

export const takePlace = (): string | null => {
  const next = window.sessionStorage.getItem(key)
  window.sessionStorage.removeItem(key)
  return next
}
