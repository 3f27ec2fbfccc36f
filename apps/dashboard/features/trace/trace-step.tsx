import type { TurnTrace } from '@frontdesk/contract/chat'
import { readableTime } from '../../ui/readable-time.ts'
import { CallRow } from '../calls/call-row.tsx'

/** One message of the model: what it said, what it called, and what came of that. */
export const TraceStep = ({ step }: { step: TurnTrace['steps'][number] }) => (
  <>
    <p className="flex flex-wrap gap-x-3 text-[13px] text-(--quiet) tabular-nums">
      <span className="[overflow-wrap:anywhere]">{step.model}</span>
      <span>{readableTime(step.durationMs)}</span>
      <span>
        {step.inputTokens.toLocaleString('en')} tokens in, {step.outputTokens.toLocaleString('en')} out
      </span>
    </p>
    {step.text && (
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
        {step.text}
      </p>
    )}
    <ul aria-label={`Calls of step ${step.number}`} className="flex flex-col gap-1">
      {step.calls.map(call => (
        <li key={call.id}>
          <CallRow call={call} />
        </li>
      ))}
    </ul>
  </>
)
