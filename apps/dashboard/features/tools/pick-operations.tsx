import type { Input, Reply } from '@frontdesk/contract/endpoint'
import type { ToolApproval } from '@frontdesk/contract/tools'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { importTools } from '../../lib/endpoints.ts'
import { PairsField } from '../../ui/pairs-field.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { OperationRow } from './operation-row.tsx'
import { approvals, options } from './tool-words.ts'

export type Picked = Pick<Input<typeof importTools>['body'], 'operations' | 'headers' | 'approval'>

type Props = { found: Reply<typeof importTools>; onMake: (picked: Picked) => Promise<void> }

const mostAtOnce = 128

/** What the document offers, to pick from, and what all tools made of it have in common. */
export const PickOperations = ({ found: { title, operations }, onMake }: Props) => {
  const [sought, setSought] = useState('')
  const [picked, setPicked] = useState<readonly string[]>([])
  const [headers, setHeaders] = useState<{ name: string; value: string }[]>([])
  const [approval, setApproval] = useState<ToolApproval>('when-tainted')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { start, working, problem } = useAction(() =>
    onMake({
      operations: [...picked],
      approval,
      headers: Object.fromEntries(
        headers.filter(({ name }) => name.trim()).map(({ name, value }) => [name.trim(), value]),
      ),
    }),
  )
  const words = sought.trim().toLowerCase()
  const shown = operations.filter(({ operation, method, path, summary }) =>
    `${operation} ${method} ${path} ${summary}`.toLowerCase().includes(words),
  )
  const possible = shown.filter(each => each.problem === null).map(({ operation }) => operation)
  const here = possible.filter(name => picked.includes(name))
  const pick = (names: readonly string[], wanted: boolean) =>
    setPicked(now => (wanted ? [...new Set([...now, ...names])] : now.filter(name => !names.includes(name))))
  const isTooMany = picked.length > mostAtOnce
  return (
    <section aria-labelledby="operations" className="mt-8 flex flex-col gap-4">
      <h2 id="operations" ref={heading} tabIndex={-1} className="text-[16px] font-semibold outline-none" dir="auto">
        {title || 'Operations'}
      </h2>
      {operations.length === 0 && <p className="text-(--quiet)">This document describes no operations.</p>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <TextInput
          aria-label="Filter operations"
          placeholder="Name, path or summary contains"
          leftSection={<IconFilter size={16} aria-hidden />}
          className="min-w-[200px] flex-1 md:max-w-[320px]"
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
        <Checkbox
          label={words === '' ? 'All' : 'All that are shown'}
          disabled={possible.length === 0}
          checked={possible.length > 0 && here.length === possible.length}
          indeterminate={here.length > 0 && here.length < possible.length}
          onChange={event => pick(possible, event.currentTarget.checked)}
        />
        <span role="status" className="text-[13px] text-(--quiet) tabular-nums">
          {picked.length} of {operations.length} picked
        </span>
      </div>
      <ul aria-label="Operations" className="border-t">
        {shown.map(each => (
          <OperationRow
            key={each.operation}
            operation={each}
            isPicked={picked.includes(each.operation)}
            onPick={wanted => pick([each.operation], wanted)}
          />
        ))}
      </ul>
      <div className="flex max-w-[720px] flex-col gap-4">
        <PairsField
          legend="Headers of all of them"
          one="header"
          description="Such as Authorization with a key of your system; kept sealed and never shown again"
          pairs={headers}
          blank={{ name: '', value: '' }}
          readOnly={false}
          onChange={setHeaders}
        />
        <NativeSelect
          label="Approval"
          description="Whether a person decides before one of them runs"
          value={approval}
          onChange={event => setApproval(event.currentTarget.value as ToolApproval)}
          data={options(approvals)}
        />
        {isTooMany && <p className="text-(--bad)">At most {mostAtOnce} at once.</p>}
        {problem !== undefined && <Problem thrown={problem} />}
        <Button
          className="self-start"
          loading={working}
          disabled={picked.length === 0 || isTooMany}
          onClick={() => void start()}
        >
          {picked.length === 1 ? 'Make 1 tool' : `Make ${picked.length} tools`}
        </Button>
      </div>
    </section>
  )
}
