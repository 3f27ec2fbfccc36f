import type { ToolCall } from '@frontdesk/contract/tool-calls'
import { FactList } from '../../ui/fact-list.tsx'
import { type Fact, optional } from '../../ui/facts.ts'
import { FoldMark } from '../../ui/fold-mark.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { readableTime } from '../../ui/readable-time.ts'
import { effects } from '../tools/tool-words.ts'
import { CallState } from './call-state.tsx'
import { Decide } from './decide.tsx'
import { useDecider } from './use-decider.ts'

type Props = { call: ToolCall; onDecided?: () => void }

/** One call in a line: what was called and how it stands; open, its arguments, what came back and who decided. */
export const CallRow = ({ call, onDecided }: Props) => {
  const { name, state, startedAt, finishedAt } = call
  const took = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : undefined
  return (
    <details className="group min-w-0 rounded-lg border bg-(--mantine-color-body)" open={state === 'waiting'}>
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-2 rounded-lg px-2 py-1 text-[13px] hover:bg-(--hover) md:min-h-9 [&::-webkit-details-marker]:hidden">
        <FoldMark />
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]" dir="auto">
          {name}
        </span>
        <CallState state={state} />
        {took !== undefined && <span className="ms-auto text-(--quiet) tabular-nums">{readableTime(took)}</span>}
      </summary>
      <div className="flex flex-col gap-3 border-t p-3">
        <JsonView label="Arguments" value={call.arguments} />
        {state === 'waiting' ? (
          <Decide call={call} onDecided={onDecided} />
        ) : (
          call.result !== null && <JsonView label="Result" value={call.result} />
        )}
        <CallFacts call={call} />
      </div>
    </details>
  )
}

const CallFacts = ({ call }: { call: ToolCall }) =>
  call.decision === null ? <FactList facts={factsOf(call)} /> : <DecidedFacts call={call} />

// Only what was decided needs the names of people.
const DecidedFacts = ({ call }: { call: ToolCall }) => {
  const decider = useDecider(call.decidedBy)
  const by: Fact = [call.decision === 'approved' ? 'Approved by' : 'Rejected by', decider]
  return <FactList facts={[by, ...optional('Reason', call.reason), ...factsOf(call)]} />
}

const factsOf = ({ effect, plannedAt }: ToolCall): Fact[] => [
  ...optional('Effect', effect && effects[effect].sentence),
  ['Called', new Date(plannedAt).toLocaleString()],
]
