import { useCallback, useEffect, useState } from 'react'
import { type Query, refresh, useQuery } from './query.ts'

type Page<T> = { items: T[]; next: string | null }
export type Paged<T> = Query<Page<T>> & { more: (() => void) | undefined }

/** Every item of a list that does not grow long. */
export const readAll = async <T>(loadPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page: Page<T> = await loadPage(cursor)
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return items
}

/** A list that is read page by page; asking again asks for as many pages as are shown. */
export const usePages = <T>(
  key: string | null,
  loadPage: (cursor: string | undefined) => Promise<Page<T>>,
  pollMs?: (page: Page<T>) => number | undefined,
): Paged<T> => {
  const [shown, setShown] = useState({ key, pages: 1 })
  const pages = shown.key === key ? shown.pages : 1
  const load = useCallback(async () => {
    const items: T[] = []
    let next: string | null = null
    for (let page = 0; page < pages && (page === 0 || next !== null); page += 1) {
      const read: Page<T> = await loadPage(next ?? undefined)
      items.push(...read.items)
      next = read.next
    }
    return { items, next }
  }, [loadPage, pages])
  const query = useQuery(key, load, pollMs)
  useEffect(() => {
    if (key !== null && pages > 1) void refresh(key)
  }, [key, pages])
  const more = () => setShown({ key, pages: pages + 1 })
  return { ...query, more: query.value?.next ? more : undefined }
}
