'use client'

import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import type { Reply } from '@frontdesk/contract/endpoint'
import { Button, Loader, Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { tryDatabaseConnection } from '../../lib/endpoints.ts'
import { Problem } from '../../ui/problem.tsx'
import { readableTime } from '../../ui/readable-time.ts'
import { useAction } from '../../ui/use-action.ts'

type Props = { connection: DatabaseConnection; onClose: () => void }

/** Connects once, looks for the listed tables, and says how it went. */
export const TryDatabase = ({ connection: { id, name }, onClose }: Props) => {
  const [reply, setReply] = useState<Reply<typeof tryDatabaseConnection>>()
  const { start, working, problem } = useAction(async () => {
    setReply(undefined)
    setReply(await api.call(tryDatabaseConnection, { parameters: { databaseConnectionId: id } }))
  })
  const begin = useRef(start)
  useEffect(() => void begin.current(), [])
  return (
    <Modal opened onClose={onClose} title={`Try ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="flex flex-col gap-4">
        {problem !== undefined && <Problem thrown={problem} />}
        <div role="status">
          {working && <Loader size="sm" aria-label="Trying" />}
          {reply && (
            <p className={`[overflow-wrap:anywhere] ${reply.works ? 'text-(--good)' : 'text-(--bad)'}`} dir="auto">
              {reply.said} <span className="text-(--quiet) tabular-nums">{readableTime(reply.durationMs)}</span>
            </p>
          )}
        </div>
        <div className="flex justify-end gap-2">
          <Button variant="default" loading={working} onClick={() => void start()}>
            Try again
          </Button>
          <Button onClick={onClose}>Done</Button>
        </div>
      </div>
    </Modal>
  )
}
