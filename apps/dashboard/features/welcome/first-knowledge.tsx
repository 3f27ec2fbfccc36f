import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { addPage, createAgent, pushDocument, readDocument } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { DropFiles } from '../knowledge/drop-files.tsx'
import { UploadList } from '../knowledge/upload-list.tsx'
import { addFiles, useUploads } from '../knowledge/uploads.ts'
import { whenRead } from './when-read.ts'

/** Names the first agent and gives it the first thing to know. */
export const FirstKnowledge = ({ onBack }: { onBack: () => void }) => {
  const [name, setName] = useState('Ada')
  const [text, setText] = useState('')
  const [url, setUrl] = useState('')
  const [unreadable, setUnreadable] = useState<string>()
  // A second try after a failure does not add the same text twice.
  const [added, setAdded] = useState('')
  const uploads = useUploads()
  const sending = uploads.some(({ state }) => state === 'waiting' || state === 'sending')
  const arrived = uploads.some(({ state }) => state === 'sent')
  const { start, working, problem } = useAction(async () => {
    if (text.trim() !== '' && text !== added) await api.call(pushDocument, { body: { text } })
    setAdded(text)
    const page = url.trim() === '' ? undefined : await api.call(addPage, { body: { url } })
    await whenRead()
    const failure = page && (await api.call(readDocument, { parameters: { documentId: page.id } })).failure
    if (failure) return setUnreadable(failure)
    const agent = await api.call(createAgent, { body: { name } })
    window.location.assign(paths.chat({ agent: agent.id }))
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  return (
    <Door title="Your first agent">
      <DropFiles onFiles={addFiles} whyNot={undefined} />
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <TextInput
          label="Its name"
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Address of a page it should know"
          description="Your shipping page, for example"
          placeholder="https://shop.example/shipping"
          type="url"
          maxLength={2_000}
          error={unreadable}
          value={url}
          onChange={event => {
            setUrl(event.currentTarget.value)
            setUnreadable(undefined)
          }}
        />
        <Textarea
          label="Paste something it should know"
          description="Markdown or plain text: opening hours, returns, prices"
          rows={6}
          dir="auto"
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        <UploadList />
        {problem !== undefined && <Problem thrown={problem} />}
        <p role="status" className="text-[13px] text-(--quiet)">
          {working && 'Reading what you added…'}
        </p>
        <div className="flex justify-between gap-2">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button
            type="submit"
            loading={working}
            disabled={sending || (!arrived && [text, url].every(each => each.trim() === ''))}
          >
            Start chatting
          </Button>
        </div>
      </form>
    </Door>
  )
}
