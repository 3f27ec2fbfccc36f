import type { Conversation, Message } from '@frontdesk/contract/conversations'
import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef } from 'react'
import { refresh } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { CallRow } from '../calls/call-row.tsx'
import { useConversationCalls } from '../calls/calls.ts'
import { Answer } from '../chat/answer.tsx'
import { SentPictures } from '../chat/sent-pictures.tsx'
import { AskedOn } from './asked-on.tsx'
import { HandOverCard } from './hand-over-card.tsx'
import { HandlerActions, refreshInbox } from './handler-actions.tsx'
import { useConversation } from './inbox.ts'
import { ReplyBox } from './reply-box.tsx'

type Props = {
  conversationId: string
  back: string
  /** The number of the message that was looked for; without one the latest is shown. */
  beginAt: number | undefined
}

/** One conversation with what was said, why people have it, and what a person can do. */
export const ConversationView = ({ conversationId, back, beginAt }: Props) => {
  const { value, problem } = useConversation(conversationId)
  const end = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLElement>(null)
  const count = value?.messages.length
  const first = useRef(true)
  useEffect(() => {
    if (!count) return
    if (first.current && place.current) place.current.scrollIntoView({ block: 'center' })
    else end.current?.scrollIntoView({ block: 'end' })
    first.current = false
  }, [count])
  return (
    <section aria-label="Conversation" className="flex h-full min-w-0 flex-1 flex-col">
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-2 py-1 md:px-4">
        <ActionIcon
          component={AppLink}
          href={back}
          variant="subtle"
          color="gray"
          size={36}
          className="md:hidden"
          aria-label="Back to the list"
        >
          <IconArrowLeft size={20} stroke={1.7} />
        </ActionIcon>
        <h2 className="min-w-0 flex-1 truncate text-[14px] font-semibold" dir="auto">
          {value?.conversation.title ?? 'Conversation'}
        </h2>
        {value && <HandlerActions conversation={value.conversation} />}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[calc(68ch+32px)] flex-col gap-5 px-4 py-5">
          {problem !== undefined && value === undefined && (
            <Problem thrown={problem} onRetry={() => void refresh('inbox-conversation:')} />
          )}
          {value === undefined && problem === undefined && <SkeletonRows />}
          {value?.conversation.handOver && <HandOverCard handOver={value.conversation.handOver} />}
          {value && <Facts conversation={value.conversation} />}
          {value?.messages.map(message => (
            <Said key={message.id} message={message} place={message.seq === beginAt ? place : undefined} />
          ))}
          <WaitingCalls conversationId={conversationId} />
          <div ref={end} />
        </div>
      </div>
      {value && <ReplyBox conversation={value.conversation} />}
    </section>
  )
}

/** What the agent may only do when somebody says so. */
const WaitingCalls = ({ conversationId }: { conversationId: string }) => {
  const calls = useConversationCalls(conversationId).value ?? []
  const waiting = calls.filter(({ state }) => state === 'waiting')
  if (waiting.length === 0) return null
  return (
    <ul aria-label="Calls that wait for approval" className="flex flex-col gap-1">
      {waiting.map(call => (
        <li key={call.id}>
          <CallRow call={call} onDecided={() => void refreshInbox()} />
        </li>
      ))}
    </ul>
  )
}

const Facts = ({ conversation: { labels, attributes } }: { conversation: Conversation }) => {
  const facts = Object.entries(attributes)
  if (labels.length === 0 && facts.length === 0) return null
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-[13px]">
      {labels.length > 0 && (
        <div className="flex gap-1">
          <dt className="text-(--quiet)">Labels</dt>
          <dd>{labels.join(', ')}</dd>
        </div>
      )}
      {facts.map(([name, value]) => (
        <div key={name} className="flex gap-1">
          <dt className="text-(--quiet)">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{String(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

const names = { customer: 'Customer', agent: 'AI agent', person: 'Team' } as const

type SaidProps = { message: Message; place: RefObject<HTMLElement | null> | undefined }

const Said = ({ message: { sender, author, text, citations, attachments, page, createdAt }, place }: SaidProps) => {
  const name = author?.name ?? names[sender]
  return (
    <article
      ref={place}
      aria-label={name}
      className={`flex flex-col gap-1 ${sender === 'customer' ? 'items-end' : ''} ${place ? 'rounded-lg outline-2 outline-offset-8 outline-(--marked)' : ''}`}
    >
      <p className="flex gap-2 text-[12px] text-(--quiet)">
        <span>{name}</span>
        <Moment at={createdAt} />
      </p>
      <SentPictures attachments={attachments} />
      {sender === 'agent' ? (
        <Answer text={text} citations={citations} writing={false} />
      ) : text === '' ? null : (
        <p
          dir="auto"
          className={`max-w-[85%] rounded-2xl px-4 py-2 whitespace-pre-wrap [overflow-wrap:anywhere] ${sender === 'customer' ? 'bg-(--hover)' : 'bg-(--chosen)'}`}
        >
          {text}
        </p>
      )}
      {page && <AskedOn page={page} />}
    </article>
  )
}
