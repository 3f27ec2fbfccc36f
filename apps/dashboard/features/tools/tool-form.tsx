import { ApiError } from '@frontdesk/contract/client'
import type { Tool } from '@frontdesk/contract/tools'
import { Button, SegmentedControl } from '@mantine/core'
import dynamic from 'next/dynamic'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { createTool, updateTool } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved, useUnsavedChanges } from '../../lib/unsaved.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { jsonProblem } from '../../ui/json-text.ts'
import { useGo } from '../../ui/link.tsx'
import { notify } from '../../ui/notify.tsx'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { AllTools } from './all-tools.tsx'
import { ChangedByServer } from './changed-by-server.tsx'
import { begunAs, changesBetween, type Draft, draftOf, toolOf } from './tool-draft.ts'
import { ToolFields } from './tool-fields.tsx'
import { TryTool } from './try-tool.tsx'

const DeleteTool = dynamic(() => import('./delete-tool.tsx').then(({ DeleteTool }) => DeleteTool), { ssr: false })

type Props = { tool: Tool | undefined; begun?: Draft }

/** Makes a tool or changes one; beside it the way to try it. */
export const ToolForm = ({ tool, begun }: Props) => {
  const [saved, setSaved] = useState(() => begun ?? draftOf(tool))
  const [draft, setDraft] = useState(saved)
  const [deleting, setDeleting] = useState(false)
  const go = useGo()
  const whyNot = useWhyNot('tools.write')
  const changed = JSON.stringify(saved) !== JSON.stringify(draft)
  const unreadable = [draft.parameters, draft.body || '{}'].some(text => jsonProblem(text) !== undefined)
  useUnsavedChanges(changed)
  const show = (kept: Tool) => {
    setSaved(draftOf(kept))
    setDraft(draftOf(kept))
  }
  const { start, working, problem } = useAction(async () => {
    const kept = tool
      ? await api.call(updateTool, { parameters: { toolId: tool.id }, body: changesBetween(saved, draft) })
      : await api.call(createTool, { body: toolOf(draft) })
    nothingUnsaved()
    await refresh('tools')
    void notify(tool ? 'Saved' : `${kept.name} is ready`)
    if (!tool) return go(paths.tools(kept.id))
    show(kept)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!unreadable) void start()
  }
  const isAtField = problem instanceof ApiError && (problem.problem.errors ?? []).length > 0
  return (
    <Page title={tool ? tool.name : 'New tool'} wide actions={<AllTools />}>
      <div className="flex flex-col gap-8 lg:flex-row lg:items-start">
        <form className="flex min-w-0 flex-1 flex-col gap-5 lg:max-w-[640px]" onSubmit={onSubmit}>
          {!tool && (
            <SegmentedControl
              aria-label="What it does"
              className="self-start"
              value={draft.kind}
              onChange={kind => setDraft(now => ({ ...now, ...begunAs[kind as 'http' | 'sql'] }))}
              data={[
                { value: 'http', label: 'Calls an address' },
                { value: 'sql', label: 'Asks a database' },
              ]}
            />
          )}
          <ToolFields
            draft={draft}
            problem={problem}
            onChange={change => setDraft(now => ({ ...now, ...change }))}
            locked={whyNot !== undefined}
          />
          {problem !== undefined && <Problem thrown={problem} {...(isAtField && { title: 'Not saved' })} />}
          <div className="sticky bottom-0 flex flex-wrap items-center gap-2 border-t bg-(--mantine-color-body) py-3">
            <GatedButton
              whyNot={whyNot}
              type="submit"
              loading={working}
              disabled={unreadable || (tool !== undefined && !changed)}
            >
              {tool ? 'Save' : 'Create tool'}
            </GatedButton>
            {tool && changed && (
              <Button variant="subtle" color="gray" onClick={() => setDraft(saved)}>
                Undo the changes
              </Button>
            )}
            <span className="flex-1" />
            {tool && (
              <GatedButton
                whyNot={whyNot}
                variant="subtle"
                color="red"
                c="var(--mantine-color-error)"
                onClick={() => setDeleting(true)}
              >
                Delete
              </GatedButton>
            )}
          </div>
        </form>
        {tool && (
          <div className="flex min-w-0 flex-1 flex-col gap-4 lg:sticky lg:top-4 lg:max-w-[480px]">
            {tool.kind === 'mcp' && tool.changed && (
              <ChangedByServer toolId={tool.id} change={tool.changed} isUnsaved={changed} onApproved={show} />
            )}
            <TryTool tool={tool} isChanged={changed} />
          </div>
        )}
      </div>
      {deleting && tool && <DeleteTool tool={tool} onClose={() => setDeleting(false)} />}
    </Page>
  )
}
