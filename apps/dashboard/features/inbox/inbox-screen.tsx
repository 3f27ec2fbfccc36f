'use client'

import { useSearchParams } from 'next/navigation'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { BoxList } from './box-list.tsx'
import { ConversationView } from './conversation-view.tsx'
import { FoundList } from './found-list.tsx'
import { boxes } from './inbox.ts'
import { SearchBox } from './search-box.tsx'

/** What waits for people, what they have, and what the AI has; and the conversation that is open. */
export const InboxScreen = () => {
  const place = useSearchParams()
  const box = boxes.find(({ name }) => name === place.get('box')) ?? boxes[0]
  const chosen = place.get('conversation') ?? undefined
  const search = place.get('search') ?? undefined
  const message = Number(place.get('message')) || undefined
  const isShown = (name: string) => search === undefined && name === box.name
  return (
    <div className="flex h-full">
      <section
        aria-label="Conversations of the inbox"
        className={`h-full w-full shrink-0 flex-col overflow-y-auto bg-(--subtle) md:flex md:w-[320px] md:border-e ${chosen ? 'hidden' : 'flex'}`}
      >
        <h1 className="px-4 pt-4 pb-2 text-[20px] font-semibold leading-7">Inbox</h1>
        <SearchBox
          search={search}
          onSearch={words =>
            window.history.replaceState(null, '', paths.inbox({ box: box.name, search: words, conversation: chosen }))
          }
        />
        <nav aria-label="Views" className="flex gap-1 px-2 pb-2">
          {boxes.map(({ name, title }) => (
            <AppLink
              key={name}
              href={paths.inbox({ box: name })}
              aria-current={isShown(name) ? 'page' : undefined}
              className={`flex min-h-9 items-center rounded-lg px-2 no-underline ${
                isShown(name) ? 'bg-(--chosen) text-(--accent)' : 'text-(--quiet) hover:bg-(--hover)'
              }`}
            >
              {title}
            </AppLink>
          ))}
        </nav>
        {search === undefined ? (
          <BoxList box={box} chosen={chosen} />
        ) : (
          <FoundList search={search} place={{ box: box.name, conversation: chosen }} />
        )}
      </section>
      {chosen ? (
        <ConversationView
          key={`${chosen}:${message}`}
          conversationId={chosen}
          back={paths.inbox({ box: box.name, search })}
          beginAt={message}
        />
      ) : (
        <p className="hidden flex-1 items-center justify-center px-8 text-center text-(--quiet) md:flex">
          Choose a conversation to read it, take it over and answer.
        </p>
      )}
    </div>
  )
}
