'use client'

import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, fieldProblems } from '../../lib/api.ts'
import { addAnswer } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** A question with the answer that it shall get. */
export const AddAnswer = ({ onClose }: { onClose: () => void }) => {
  const [question, setQuestion] = useState('')
  const [answer, setAnswer] = useState('')
  const { start, working, problem } = useAction(() => api.call(addAnswer, { body: { question, answer } }))
  useUnsavedChanges(question !== '' || answer !== '')
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start())) return
    nothingUnsaved()
    void refresh('knowledge')
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add a question and answer"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
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
