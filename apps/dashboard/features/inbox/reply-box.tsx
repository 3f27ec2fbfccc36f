import type { Conversation } from '@frontdesk/contract/conversations'
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { keepDraft, readDraft } from '../../lib/drafts.ts'
import { replyToConversation } from '../../lib/endpoints.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { refreshInbox } from './handler-actions.tsx'

/** Where a person writes to the customer; the words are kept until they were sent. */
export const ReplyBox = ({ conversation: { id, handler } }: { conversation: Conversation }) => {
  const draftKey = `inbox:${id}`
  const [text, setText] = useState(() => readDraft(draftKey))
  const [clientMessageId, setClientMessageId] = useState(() => crypto.randomUUID())
  const whyNot = useWhyNot('conversations.reply')
  const type = (words: string) => {
    setText(words)
    keepDraft(draftKey, words)
  }
  const send = useAction(async () => {
    const body = { text: text.trim(), clientMessageId }
    await api.call(replyToConversation, { parameters: { conversationId: id }, body })
    setClientMessageId(crypto.randomUUID())
    type('')
    await refreshInbox()
  })
  const canSend = whyNot === undefined && text.trim() !== '' && !send.working
  return (
    <form
      className="flex shrink-0 flex-col gap-2 border-t px-4 py-3"
      onSubmit={event => {
        event.preventDefault()
        if (canSend) void send.start()
      }}
    >
      {send.problem !== undefined && <Problem thrown={send.problem} onRetry={() => void send.start()} />}
      <Textarea
        aria-label="Your reply"
        placeholder={
          handler === 'person' ? 'Write to the customer' : 'Write to the customer, which takes the conversation over'
        }
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        disabled={whyNot !== undefined}
        value={text}
        onChange={event => type(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && canSend) void send.start()
        }}
      />
      <div className="flex items-center justify-between gap-2">
        <span className="text-[12px] text-(--quiet)">{whyNot ?? 'Ctrl + Enter sends'}</span>
        <GatedButton type="submit" whyNot={whyNot} loading={send.working} disabled={text.trim() === ''}>
          Send
        </GatedButton>
      </div>
    </form>
  )
}
