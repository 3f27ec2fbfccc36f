import type { Reply } from '@frontdesk/contract/endpoint'
import { Checkbox } from '@mantine/core'
import type { importTools } from '../../lib/endpoints.ts'
import { effects } from './tool-words.ts'

type Operation = Reply<typeof importTools>['operations'][number]
type Props = { operation: Operation; isPicked: boolean; onPick: (wanted: boolean) => void }

/** One operation of a document: what it does, or why no tool can be made of it. */
export const OperationRow = ({ operation: { operation, method, path, summary, effect, problem }, ...rest }: Props) => (
  <li className="border-b py-2">
    <Checkbox
      label={operation}
      disabled={problem !== null}
      checked={rest.isPicked}
      className="[&_label]:font-medium [&_label]:[overflow-wrap:anywhere]"
      onChange={event => rest.onPick(event.currentTarget.checked)}
    />
    <p className="ms-8 flex flex-wrap gap-x-3 text-[13px] text-(--quiet)">
      <span className="font-mono [overflow-wrap:anywhere]">
        {method} {path}
      </span>
      <span title={effects[effect].sentence}>{effects[effect].word}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
        {summary}
      </span>
    </p>
    {problem !== null && (
      <p className="ms-8 text-[13px] text-(--bad)" dir="auto">
        {problem}
      </p>
    )}
  </li>
)
