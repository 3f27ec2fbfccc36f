const keyFor = (conversation: string) => `draft:${conversation}`

/** What was written and not sent, kept over reloads of the tab. */
export const readDraft = (conversation: string) => window.sessionStorage.getItem(keyFor(conversation)) ?? ''

export const keepDraft = (conversation: string, text: string) => {
  if (text === '') window.sessionStorage.removeItem(keyFor(conversation))
  else window.sessionStorage.setItem(keyFor(conversation), text)
}
