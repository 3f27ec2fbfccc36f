import { Button } from '@mantine/core'
import { IconArrowsMaximize } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useTrace } from './trace.ts'
import { TraceStory } from './trace-story.tsx'

/** The trace of an answer beside its conversation. */
export const TracePanel = ({ turnId }: { turnId: string }) => {
  const { value: trace, problem } = useTrace(turnId)
  return (
    <div className="flex flex-col gap-4 p-4">
      <Button
        component={AppLink}
        href={paths.trace(turnId)}
        size="compact-sm"
        variant="default"
        className="self-start"
        leftSection={<IconArrowsMaximize size={14} aria-hidden />}
      >
        On its own page
      </Button>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh(`turn:${turnId}`)} />}
      {trace === undefined && problem === undefined && <SkeletonRows />}
      {trace && <TraceStory trace={trace} />}
    </div>
  )
}
