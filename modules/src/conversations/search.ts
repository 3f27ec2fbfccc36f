import type { ListedConversation } from '@frontdesk/contract/conversations'
import type { Ctx } from '#context'
import { cursorAt } from '../paging.ts'
import { type Filter, findEndOf, keyOf, type ListPage, selectConversations } from './list-store.ts'
import { findMatches } from './match-store.ts'
import { amongThese, saidBetween } from './search-store.ts'
import { type Sought, soughtIn } from './words.ts'
import { catchUp, findSaying, queryOf } from './words-store.ts'

type Found = { items: ListedConversation[]; next: string | null }

/** What the list shows of the conversations that have these words, with the place where they stand. */
export const searchConversations = async (ctx: Ctx, page: ListPage, filter: Filter, text: string): Promise<Found> => {
  const sought = soughtIn(text)
  if (!sought) return { items: [], next: null }
  await readWhatIsNew(ctx)
  const { items, next } = await select(ctx, page, filter, sought)
  const matches = await findMatches(ctx, items, sought)
  return { items: items.map(item => ({ ...item, ...matches.get(item.id) })), next }
}

// More than that is read in the background.
const mostRounds = 5

const readWhatIsNew = async (ctx: Ctx) => {
  for (let round = 0; round < mostRounds; round++) if (!(await catchUp(ctx))) return
}

// Above these, sorting all that have a common word takes longer than looking at the latest one by one.
const mostFound = 2_000
const mostLookedAt = 5_000

const select = async (ctx: Ctx, page: ListPage, filter: Filter, sought: Sought) => {
  const query = queryOf(ctx, sought)
  const ids = await findSaying(ctx, query, mostFound + 1)
  if (ids.length <= mostFound) return selectConversations(ctx, page, filter, amongThese(ids))
  const end = await findEndOf(ctx, page, filter, mostLookedAt)
  const { items, next } = await selectConversations(ctx, page, filter, saidBetween(query, end))
  return { items, next: next ?? (end ? cursorAt(keyOf(end)) : null) }
}
