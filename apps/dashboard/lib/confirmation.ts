import { useSyncExternalStore } from 'react'

type Asked = { takesCode: boolean; answered: Promise<boolean>; answer: (isConfirmed: boolean) => void }

let asked: Asked | undefined
const listeners = new Set<() => void>()

const show = (next: Asked | undefined) => {
  asked = next
  for (const listener of listeners) listener()
}

/** Has the person confirm who they are; resolves with whether they did. All calls that wait are answered by one dialog. */
export const confirmFirst = (takesCode: boolean): Promise<boolean> => {
  if (asked) return asked.answered
  const { promise: answered, resolve } = Promise.withResolvers<boolean>()
  const answer = (isConfirmed: boolean) => {
    show(undefined)
    resolve(isConfirmed)
  }
  show({ takesCode, answered, answer })
  return answered
}

/** What is being asked, for the one dialog that shows it. */
export const useAsked = (): Asked | undefined =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => asked,
    () => undefined,
  )

// Dialogs that were open before listen to this key as well, and would close with the one above them. They begin to
// listen later than this.
const closeTopmost = (event: KeyboardEvent) => {
  if (event.key !== 'Escape' || event.isComposing || !asked) return
  event.stopImmediatePropagation()
  asked.answer(false)
}
if (typeof window !== 'undefined') window.addEventListener('keydown', closeTopmost, { capture: true })
