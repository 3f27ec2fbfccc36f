'use client'

import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { pushDocument } from '../../lib/endpoints.ts'
import { AddDialog } from './add-dialog.tsx'

/** A text goes into the knowledge; its first heading is its title unless another is given. */
export const AddText = ({ onClose }: { onClose: () => void }) => {
  const [title, setTitle] = useState('')
  const [url, setUrl] = useState('')
  const [text, setText] = useState('')
  return (
    <AddDialog
      title="Add text"
      begun={text !== ''}
      add={() => api.call(pushDocument, { body: { text, ...(title && { title }), ...(url && { url }) } })}
      onClose={onClose}
    >
      {wrong => (
        <>
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
        </>
      )}
    </AddDialog>
  )
}
