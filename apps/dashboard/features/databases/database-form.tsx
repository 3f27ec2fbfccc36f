'use client'

import { ApiError } from '@frontdesk/contract/client'
import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { createDatabaseConnection, updateDatabaseConnection } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { changesBetween, connectionOf, draftOf } from './database-draft.ts'
import { DatabaseFields } from './database-fields.tsx'

type Props = {
  connection: DatabaseConnection | undefined
  onClose: () => void
  onKept: (connection: DatabaseConnection) => void
}

/** Connects a database, or changes how one is reached and what of it may be read; then it is tried. */
export const DatabaseForm = ({ connection, onClose, onKept }: Props) => {
  const [saved] = useState(() => draftOf(connection))
  const [draft, setDraft] = useState(saved)
  useUnsavedChanges(JSON.stringify(saved) !== JSON.stringify(draft))
  const { start, working, problem } = useAction(async () => {
    const kept = connection
      ? await api.call(updateDatabaseConnection, {
          parameters: { databaseConnectionId: connection.id },
          body: changesBetween(saved, draft),
        })
      : await api.call(createDatabaseConnection, { body: connectionOf(draft) })
    nothingUnsaved()
    await refresh('databases')
    onKept(kept)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void start()
  }
  const isAtField = problem instanceof ApiError && (problem.problem.errors ?? []).length > 0
  return (
    <Modal
      opened
      onClose={onClose}
      title={connection ? 'Edit database' : 'Connect a database'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onSubmit={onSubmit}>
        <DatabaseFields
          draft={draft}
          isKept={connection !== undefined}
          problem={problem}
          onChange={change => setDraft(now => ({ ...now, ...change }))}
        />
        {problem !== undefined && !isAtField && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {connection ? 'Save' : 'Connect'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
