'use client'

import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { fieldProblems } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = {
  title: string
  /** Something was written that closing would lose. */
  begun: boolean
  add: () => Promise<unknown>
  onClose: () => void
  /** The fields, given what is wrong with each. */
  children: (wrong: Readonly<Record<string, string>>) => ReactNode
}

/** Writes something into the knowledge; stays open and says so when it did not work. */
export const AddDialog = ({ title, begun, add, onClose, children }: Props) => {
  const { start, working, problem } = useAction(add)
  useUnsavedChanges(begun)
  const wrong = fieldProblems(problem)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start())) return
    nothingUnsaved()
    void refresh('knowledge')
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        {children(wrong)}
        {problem !== undefined && Object.keys(wrong).length === 0 && <Problem thrown={problem} />}
        <div className="flex flex-wrap justify-end gap-2">
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
