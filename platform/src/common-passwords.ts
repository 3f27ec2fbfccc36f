let known: Promise<ReadonlySet<string>> | undefined

/**
 * Whether a password is among the first that somebody would try: on the list of the 49 000 most common ones that came
 * to light in thefts, a short piece said over and over, or the person's own address. Works offline.
 */
export const isCommonPassword = async (password: string, email: string): Promise<boolean> => {
  known ??= load()
  const common = await known
  const plain = password.toLowerCase()
  const piece = repeatedPiece(plain)
  const [local = '', domain = ''] = email.toLowerCase().split('@')
  return common.has(plain) || piece.length < 5 || [email.toLowerCase(), local, domain].includes(piece)
}

/** Takes some milliseconds and a few megabytes, so it waits for the first who chooses a password. */
const load = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'] as string[])
}

/** `abcabc` says `abc` twice; whatever repeats nothing is its own piece. */
const repeatedPiece = (text: string): string => text.slice(0, (text + text).indexOf(text, 1))
