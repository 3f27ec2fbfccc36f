import { useAuiState } from '@assistant-ui/react'
import { Button } from '@mantine/core'
import { sendAgain } from '../../lib/chat-actions.ts'
import type { ShownMessage } from '../../lib/chat-threads.ts'
import { AnswerView } from './answer-view.tsx'
import { SentPictures } from './sent-pictures.tsx'

type Props = { threadKey: string; onTrace: (turnId: string | undefined) => void }

/** One message, whoever wrote it. */
export const MessageView = ({ threadKey, onTrace }: Props) => {
  const message = useAuiState(state => state.message.metadata.custom.shown) as ShownMessage | undefined
  if (message === undefined) return null
  switch (message.sender) {
    case 'customer':
      return <Question message={message} onAgain={() => void sendAgain(threadKey, message.id)} />
    case 'person':
      return <Reply message={message} />
    case 'agent':
      return <AnswerView message={message} threadKey={threadKey} onTrace={onTrace} />
  }
}

const Reply = ({ message: { author, text } }: { message: ShownMessage }) => (
  <article aria-label={author ?? 'Team'} className="flex flex-col items-start gap-1">
    <p className="text-[12px] text-(--quiet)">{author ?? 'Team'}</p>
    <p
      dir="auto"
      className="max-w-[85%] rounded-2xl bg-(--chosen) px-4 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      {text}
    </p>
  </article>
)

const Question = ({ message, onAgain }: { message: ShownMessage; onAgain: () => void }) => (
  <article aria-label="Customer" className="flex flex-col items-end gap-1">
    <SentPictures attachments={message.attachments} />
    {message.text !== '' && (
      <p
        dir="auto"
        className={`max-w-[85%] rounded-2xl bg-(--hover) px-4 py-2 whitespace-pre-wrap [overflow-wrap:anywhere] ${message.state === 'sending' ? 'opacity-70' : ''}`}
      >
        {message.text}
      </p>
    )}
    {message.state === 'unsent' && (
      <div role="alert" className="flex flex-wrap items-center justify-end gap-2 text-[13px] text-(--bad)">
        <span>Not sent. {message.problem}</span>
        <Button size="compact-sm" variant="default" onClick={onAgain}>
          Send again
        </Button>
      </div>
    )}
  </article>
)
