'use client'

import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { addAnswer } from '../../lib/endpoints.ts'
import { AddDialog } from './add-dialog.tsx'

/** A question with the answer that it shall get. */
export const AddAnswer = ({ onClose }: { onClose: () => void }) => {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState('')
  return (
    <AddDialog
      title="Add a question and answer"
      begun={question !== '' || answer !== ''}
      add={() => api.call(addAnswer, { body: { question, answer } })}
      onClose={onClose}
    >
      {wrong => (
        <>
          <Textarea
            label="Question"
            data-autofocus
            required
            withAsterisk={false}
            rows={2}
            dir="auto"
            maxLength={1_000}
            error={wrong.question}
            value={question}
            onChange={event => setQuestion(event.currentTarget.value)}
          />
          <Textarea
            label="Answer"
            required
            withAsterisk={false}
            rows={8}
            dir="auto"
            maxLength={20_000}
            error={wrong.answer}
            value={answer}
            onChange={event => setAnswer(event.currentTarget.value)}
          />
        </>
      )}
    </AddDialog>
  )
}
