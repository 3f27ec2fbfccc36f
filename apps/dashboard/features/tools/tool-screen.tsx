import { refresh } from '../../lib/query.ts'
import { Page } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AllTools } from './all-tools.tsx'
import { ToolForm } from './tool-form.tsx'
import { useTool } from './tools.ts'

/** One tool, by its address. */
export const ToolScreen = ({ toolId }: { toolId: string }) => {
  const { value, problem } = useTool(toolId)
  if (value === undefined)
    return (
      <Page title="Tool" actions={<AllTools />}>
        {problem === undefined ? (
          <SkeletonRows />
        ) : (
          <Problem thrown={problem} onRetry={() => void refresh(`tools:one:${toolId}`)} />
        )}
      </Page>
    )
  return <ToolForm tool={value} />
}
