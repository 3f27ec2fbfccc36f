'use client'

import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, problemAt } from '../../lib/api.ts'
import { createMcpServer, updateMcpServer } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { useGo } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AuthorizationFields } from './authorization-fields.tsx'
import { changesBetween, type Draft, draftOf, serverOf } from './server-draft.ts'
import { authorizations } from './server-words.ts'

type Props = { server: McpServer | undefined; onClose: () => void }

/** Connects an MCP server, or gives one another name, address or authorization. */
export const ServerForm = ({ server, onClose }: Props) => {
  const [saved] = useState(() => draftOf(server))
  const [draft, setDraft] = useState(saved)
  const go = useGo()
  const write = (change: Partial<Draft>) => setDraft(now => ({ ...now, ...change }))
  useUnsavedChanges(JSON.stringify(saved) !== JSON.stringify(draft))
  const { start, working, problem } = useAction(async () => {
    const kept = server
      ? await api.call(updateMcpServer, { parameters: { mcpServerId: server.id }, body: changesBetween(saved, draft) })
      : await api.call(createMcpServer, { body: serverOf(draft) })
    nothingUnsaved()
    void refresh('mcp-servers')
    if (!server) go(paths.mcpServer(kept.id))
  })
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await start()) onClose()
  }
  const isAtField = ['/name', '/url', '/authorization'].some(pointer => problemAt(problem, pointer) !== undefined)
  return (
    <Modal
      opened
      onClose={onClose}
      title={server ? 'Edit MCP server' : 'Connect an MCP server'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className="flex flex-col gap-4" onSubmit={event => void onSubmit(event)}>
        <TextInput
          label="Name"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          dir="auto"
          error={problemAt(problem, '/name')}
          value={draft.name}
          onChange={event => write({ name: event.currentTarget.value })}
        />
        <TextInput
          label="Address"
          description="Where it answers by Streamable HTTP"
          placeholder="https://shop.example/mcp"
          type="url"
          required
          withAsterisk={false}
          maxLength={2_000}
          error={problemAt(problem, '/url')}
          value={draft.url}
          onChange={event => write({ url: event.currentTarget.value })}
        />
        <NativeSelect
          label="It lets us in by"
          value={draft.kind}
          onChange={event => write({ kind: event.currentTarget.value as Draft['kind'] })}
          data={Object.entries(authorizations).map(([value, label]) => ({ value, label }))}
        />
        <AuthorizationFields
          draft={draft}
          isKept={server?.authorization.kind === draft.kind}
          problem={problem}
          onChange={write}
        />
        {problem !== undefined && !isAtField && <Problem thrown={problem} />}
        <div className="flex justify-end gap-2">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={working}>
            {server ? 'Save' : 'Connect'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
