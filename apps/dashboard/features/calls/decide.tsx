import type { ToolCall } from '@frontdesk/contract/tool-calls'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { approveToolCall } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

const RejectDialog = dynamic(() => import('./reject-dialog.tsx').then(({ RejectDialog }) => RejectDialog), {
  ssr: false,
})

type Props = { call: ToolCall; onDecided?: (() => void) | undefined }

/** The decision on a call that waits, for whoever may decide. */
export const Decide = ({ call, onDecided }: Props) => {
  const [rejecting, setRejecting] = useState(false)
  const whyNot = useWhyNot('tool-calls.decide')
  const decided = async () => {
    await Promise.all([refresh('tool-calls'), refresh(`turn:${call.turnId}`)])
    onDecided?.()
  }
  const { start, working, problem } = useAction(async () => {
    await api.call(approveToolCall, { parameters: { toolCallId: call.id } })
    await decided()
  })
  return (
    <div className="flex flex-col gap-2">
      {whyNot && <p className="text-[13px] text-(--quiet)">{whyNot}</p>}
      <div className="flex flex-wrap gap-2">
        <GatedButton
          size="compact-sm"
          whyNot={whyNot}
          loading={working}
          aria-label={`Approve ${call.name}`}
          onClick={() => void start()}
        >
          Approve
        </GatedButton>
        <GatedButton
          size="compact-sm"
          variant="default"
          whyNot={whyNot}
          disabled={working}
          aria-label={`Reject ${call.name}`}
          onClick={() => setRejecting(true)}
        >
          Reject
        </GatedButton>
      </div>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('tool-calls')} />}
      {rejecting && <RejectDialog call={call} onRejected={decided} onClose={() => setRejecting(false)} />}
    </div>
  )
}
