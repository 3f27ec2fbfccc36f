import type { McpTool, Tool } from '@frontdesk/contract/tools'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { approveToolSchema } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = {
  toolId: string
  change: NonNullable<McpTool['changed']>
  isUnsaved: boolean
  onApproved: (tool: Tool) => void
}

/** What an MCP server says of a tool since somebody chose it, for a person to take over or leave. */
export const ChangedByServer = ({ toolId, change, isUnsaved, onApproved }: Props) => {
  const whyNot = useWhyNot('tools.write')
  const { start, working, problem } = useAction(async () => {
    const body = { hash: change.hash }
    const kept = await api.call(approveToolSchema, { parameters: { toolId }, body })
    await refresh('tools')
    onApproved(kept)
    void notify('Approved: agents are offered it again')
  })
  return (
    <section aria-labelledby="changed" className="flex flex-col gap-3 rounded-xl border border-(--warn) p-4">
      <h2 id="changed" className="text-[16px] font-semibold">
        Its server has changed it
      </h2>
      <p className="text-(--quiet)">No agent is offered it, and no call of it is made, until somebody approves this.</p>
      <ul aria-label="Differences" className="flex flex-col gap-1 font-mono text-[12px]">
        {change.differences.map(difference => (
          <li key={difference} className="rounded-lg bg-(--hover) p-2 [overflow-wrap:anywhere]" dir="auto">
            {difference}
          </li>
        ))}
      </ul>
      <JsonView label="What the agent would give" value={change.parameters} />
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('tools:one')} />}
      <GatedButton
        className="self-start"
        whyNot={whyNot ?? (isUnsaved ? 'Save your changes first.' : undefined)}
        loading={working}
        onClick={() => void start()}
      >
        Approve the change
      </GatedButton>
    </section>
  )
}
