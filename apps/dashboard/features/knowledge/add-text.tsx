'use client'

import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { pushDocument } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** A text goes into the knowledge; its first heading is its title unless another is given. */
export const AddText = ({ onClose }: { onClose: () => void }) => {
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const [text, setText] = useState('')
  const { start, working, problem } = useAction(() =>
    api.call(pushDocument, { body: { text, ...(title && { title }), ...(url && { url }) } }),
  )
  useUnsavedChanges(text !== '')
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start())) return
    nothingUnsaved()
    void refresh('knowledge')
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title="Add text" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Title"
          description="Empty: the first heading"
          data-autofocus
          dir="auto"
          maxLength={300}
          error={wrong.title}
          value={title}
          onChange={event => setTitle(event.currentTarget.value)}
        />
        <TextInput
          label="Link"
          description="Where customers can read it, for the citations"
          type="url"
          error={wrong.url}
          value={url}
          onChange={event => setUrl(event.currentTarget.value)}
        />
        <Textarea
          label="Text"
          description="Markdown or plain text"
          required
          withAsterisk={false}
          rows={12}
          dir="auto"
          error={wrong.text}
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            Add to the knowledge
          </Button>
        </div>
      </form>
    </Modal>
  )
}
