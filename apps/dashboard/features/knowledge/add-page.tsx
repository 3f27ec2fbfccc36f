'use client'

import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { addPage } from '../../lib/endpoints.ts'
import { AddDialog } from './add-dialog.tsx'

/** One page of the web goes into the knowledge by its address. */
export const AddPage = ({ onClose }: { onClose: () => void }) => {
  const [url, setUrl] = useState('')
  const [title, setTitle] = useState('')
  return (
    <AddDialog
      title="Add a web page"
      begun={url !== ''}
      add={() => api.call(addPage, { body: { url, ...(title && { title }) } })}
      onClose={onClose}
    >
      {wrong => (
        <>
          <TextInput
            label="Address"
            description="A page that everybody can read; links on it are not followed"
            placeholder="https://shop.example/shipping"
            type="url"
            required
            withAsterisk={false}
            data-autofocus
            maxLength={2_000}
            error={wrong.url}
            value={url}
            onChange={event => setUrl(event.currentTarget.value)}
          />
          <TextInput
            label="Title"
            description="Empty: the title of the page"
            dir="auto"
            maxLength={300}
            error={wrong.title}
            value={title}
            onChange={event => setTitle(event.currentTarget.value)}
          />
        </>
      )}
    </AddDialog>
  )
}
