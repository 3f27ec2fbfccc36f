import { isId } from '@frontdesk/platform/ids'
import { Invalid } from '#errors'

export type Page<Key extends string[]> = { limit: number; after: Key | undefined }

/** Reads a cursor back into its sort key. Throws Invalid for one that we did not make. */
export const readPage = <Key extends string[]>(
  query: { limit: number; cursor?: string | undefined },
  kinds: { [I in keyof Key]: keyof typeof isOfKind },
): Page<Key> => {
  if (query.cursor === undefined) return { limit: query.limit, after: undefined }
  const parts = Buffer.from(query.cursor, 'base64url').toString('utf8').split(' ')
  const fits = parts.length === kinds.length && parts.every((part, i) => isOfKind[kinds[i] ?? 'id'](part))
  if (!fits) throw new Invalid('The cursor is not one of ours. Take `next` of the page before, or leave it out.')
  return { limit: query.limit, after: parts as Key }
}

/** The rows were asked for with one more than the limit: that one only says that there is another page. */
export const pageOf = <Item>(rows: Item[], limit: number, keyOf: (item: Item) => string[]) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? cursorAt(keyOf(last)) : null }
}

/** The page behind it begins after this sort key. */
export const cursorAt = (key: string[]): string => Buffer.from(key.join(' ')).toString('base64url')

// Only what toISOString writes; the database knows no year 0.
const isMoment = (text: string) =>
  /^(?!0000)\d{4}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

const isOfKind = {
  id: isId,
  moment: isMoment,
  number: (text: string) => /^\d{1,15}$/.test(text),
  word: (text: string) => /^\w+$/.test(text),
}
