import { useAui, useAuiState } from '@assistant-ui/react'
import { ActionIcon } from '@mantine/core'
import { IconArrowUp, IconPhotoPlus, IconPlayerStopFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { keepDraft, readDraft } from '../../lib/drafts.ts'
import { loadAnswerText } from './answer.tsx'
import { pictureTypes, useChosenPictures } from './chosen-pictures.ts'
import { ChosenRow } from './chosen-row.tsx'

const longest = 10_000

type Props = { draftKey: string; agentName: string | undefined; whyNot: string | undefined }

/** Where a customer's words are written. What is written stays here until it is sent. */
export const Composer = ({ draftKey, agentName, whyNot }: Props) => {
  const aui = useAui()
  const answering = useAuiState(state => state.thread.isRunning)
  const [text, setText] = useState(() => readDraft(draftKey))
  const write = (words: string) => {
    setText(words)
    keepDraft(draftKey, words)
  }
  const pictures = useChosenPictures()
  const picker = useRef<HTMLInputElement>(null)
  const tooLong = text.length > longest
  const isEmpty = text.trim() === '' && !pictures.chosen.some(({ uploaded }) => uploaded)
  const cannotSend = answering || tooLong || pictures.isUploading || isEmpty || whyNot !== undefined
  // Whoever is quicker than the list of agents is not asked to press again.
  const [waiting, setWaiting] = useState(false)
  const send = () => {
    if (cannotSend) return
    setWaiting(agentName === undefined)
    if (agentName === undefined) return
    const sent = pictures.chosen.flatMap(({ uploaded }) => uploaded ?? [])
    const content = [{ type: 'text' as const, text: text.trim() }]
    aui.thread().append({ role: 'user', content, metadata: { custom: { pictures: sent } } })
    write('')
    pictures.clear()
  }
  useEffect(() => {
    if (waiting && agentName !== undefined) send()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      className="mx-auto w-full max-w-[calc(68ch+32px)] shrink-0 px-4 pb-3"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        if (whyNot === undefined) pictures.add(event.dataTransfer.files)
      }}
    >
      <ChosenRow chosen={pictures.chosen} onDrop={pictures.drop} />
      <div className="flex items-end gap-2 rounded-xl border bg-(--mantine-color-body) p-2 focus-within:border-(--accent)">
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={pictureTypes.join()}
          aria-label="Pictures"
          onChange={event => {
            pictures.add(event.currentTarget.files ?? [])
            event.currentTarget.value = ''
          }}
        />
        <ActionIcon
          size={36}
          variant="subtle"
          color="gray"
          aria-label="Attach pictures"
          disabled={whyNot !== undefined}
          onClick={() => picker.current?.click()}
        >
          <IconPhotoPlus size={19} stroke={1.7} />
        </ActionIcon>
        <textarea
          aria-label="Message"
          dir="auto"
          rows={1}
          disabled={whyNot !== undefined}
          placeholder={whyNot ?? (agentName ? `Write to ${agentName}` : 'Write a message')}
          className="max-h-[30vh] min-h-9 min-w-0 flex-1 resize-none bg-transparent px-2 py-[7px] max-md:min-h-11 max-md:py-[11px] outline-none [field-sizing:content] placeholder:text-(--mantine-color-placeholder) max-md:text-[16px]"
          value={text}
          onChange={event => write(event.currentTarget.value)}
          onFocus={() => void loadAnswerText().catch(() => undefined)}
          onKeyDown={onKeyDown}
          onPaste={event => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            pictures.add(event.clipboardData.files)
          }}
        />
        {answering ? (
          <ActionIcon size={36} variant="default" aria-label="Stop" onClick={() => aui.thread().cancelRun()}>
            <IconPlayerStopFilled size={16} />
          </ActionIcon>
        ) : (
          <ActionIcon size={36} type="submit" aria-label="Send" disabled={cannotSend}>
            <IconArrowUp size={18} />
          </ActionIcon>
        )}
      </div>
      <p role="status" className="px-2 pt-1 text-[12px] text-(--bad)">
        {tooLong ? `${text.length - longest} characters too many.` : pictures.problem}
      </p>
    </form>
  )
}
