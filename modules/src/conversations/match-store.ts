import type { Conversation, ListedConversation } from '@frontdesk/contract/conversations'
import type { Ctx } from '#context'
import { customerOf } from './customer.ts'
import { matchOf, type Said } from './match.ts'
import type { Sought } from './words.ts'
import { afterAll, type Before, readBefore } from './words-store.ts'

/** Where most of the words stand in each of these conversations: in a message, or in what is known of it. */
export const findMatches = async (ctx: Ctx, items: Conversation[], sought: Sought) => {
  const matches = new Map<string, Pick<ListedConversation, 'match'>>()
  let open: Before[] = items.map(({ id }) => ({ id, before: afterAll }))
  const known = new Map(items.map(item => [item.id, knownOf(item)]))
  while (open.length > 0) {
    const said = await readBefore(ctx, open)
    open = open.flatMap(({ id }) => {
      const some = said.get(id) ?? []
      const match = matchOf(sought, [...some, ...(known.get(id) ?? [])])
      if (match) matches.set(id, { match })
      const oldest = some.at(-1)
      return match || !oldest || oldest.seq === 1 ? [] : [{ id, before: oldest.seq }]
    })
  }
  return matches
}

const knownOf = ({ title, attributes }: Conversation): Said[] =>
  [title, ...customerOf('', attributes)].map(text => ({ seq: null, text }))
