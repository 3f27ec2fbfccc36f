import { ActionIcon, Button } from '@mantine/core'
import { IconCheck, IconCopy, IconListSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { answerAgain } from '../../lib/chat-actions.ts'
import type { ShownMessage } from '../../lib/chat-threads.ts'
import { TurnCalls } from '../calls/turn-calls.tsx'
import { Answer } from './answer.tsx'

type Props = { message: ShownMessage; threadKey: string; onTrace: (turnId: string | undefined) => void }

/** An agent's answer while it is written and after, with what can be done about it. */
export const AnswerView = ({ message, threadKey, onTrace }: Props) => {
  const { state, text, citations, problem, turnId } = message
  const writing = state === 'streaming' || state === 'reconnecting'
  return (
    <article aria-label="Agent" aria-busy={writing} data-state={state} className="flex flex-col gap-2">
      <TurnCalls message={message} threadKey={threadKey} />
      {text ? <Answer text={text} citations={citations} writing={writing} /> : writing && <Thinking />}
      {!text && state === 'complete' && (
        <p className="text-(--quiet)">People have this conversation. They answer in the inbox.</p>
      )}
      {state === 'reconnecting' && <p className="text-[13px] text-(--warn)">Reconnecting…</p>}
      {state === 'cancelled' && <p className="text-[13px] text-(--quiet)">Stopped.</p>}
      {state === 'failed' && (
        <div role="alert" className="flex flex-wrap items-center gap-2 text-[13px] text-(--bad)">
          <span>{problem ?? 'This answer could not be finished.'}</span>
          <Button size="compact-sm" variant="default" onClick={() => void answerAgain(threadKey, message.id)}>
            Try again
          </Button>
        </div>
      )}
      {!writing && (
        <div className="flex gap-1">
          {text && <CopyButton text={text} />}
          {turnId && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label="How this answer came about"
              title="How this answer came about"
              onClick={() => onTrace(turnId)}
            >
              <IconListSearch size={16} stroke={1.7} />
            </ActionIcon>
          )}
        </div>
      )}
    </article>
  )
}

const Thinking = () => (
  <p className="text-(--quiet)">
    <span className="caret">Looking it up</span>
  </p>
)

const CopyButton = ({ text }: { text: string }) => {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1_500)
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={copied ? 'Copied' : 'Copy'}
      onClick={() => void copy()}
    >
      {copied ? <IconCheck size={16} stroke={1.7} /> : <IconCopy size={16} stroke={1.7} />}
    </ActionIcon>
  )
}
