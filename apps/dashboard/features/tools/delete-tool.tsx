'use client'

import type { Tool } from '@frontdesk/contract/tools'
import { api } from '../../lib/api.ts'
import { deleteTool } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { nothingUnsaved } from '../../lib/unsaved.ts'
import { Confirm } from '../../ui/confirm.tsx'

/** Asks before a tool is taken from every agent. */
export const DeleteTool = ({ tool, onClose }: { tool: Tool; onClose: () => void }) => {
  const remove = async () => {
    await api.call(deleteTool, { parameters: { toolId: tool.id } })
    nothingUnsaved()
    window.history.replaceState(null, '', paths.tools())
    // Not the tool itself, which is still on screen for a moment and is no more.
    await refresh('tools:all')
  }
  return (
    <Confirm title={`Delete ${tool.name}?`} action="Delete" onConfirm={remove} onClose={onClose}>
      It is taken from every agent at once. What it did stays in the traces.
    </Confirm>
  )
}
