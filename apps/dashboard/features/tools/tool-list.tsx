import type { Tool } from '@frontdesk/contract/tools'
import { TextInput } from '@mantine/core'
import { IconFileImport, IconFilter, IconPlus, IconTool } from '@tabler/icons-react'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { refresh } from '../../lib/query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink, useGo } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { approvals, effects, kindWords } from './tool-words.ts'
import { useTools } from './tools.ts'
import { ToolsPage } from './tools-page.tsx'

// So many are seen at one glance.
const fewTools = 12

/** The tools in rows, and the two ways to another one. */
export const ToolList = () => {
  const { value, problem } = useTools()
  const whyNotSee = useWhyNot('tools.read')
  const whyNot = useWhyNot('tools.write')
  const go = useGo()
  const [sought, setSought] = useState('')
  const words = sought.trim().toLowerCase()
  const shown = (value ?? []).filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(words))
  const ways = (
    <>
      <GatedButton
        variant="default"
        whyNot={whyNot}
        leftSection={<IconFileImport size={16} aria-hidden />}
        onClick={() => go(paths.importTools)}
      >
        Import from OpenAPI
      </GatedButton>
      <GatedButton whyNot={whyNot} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go(paths.newTool)}>
        New tool
      </GatedButton>
    </>
  )
  return (
    <ToolsPage actions={value?.length ? ways : undefined}>
      {whyNotSee && <p className="text-(--quiet)">{whyNotSee}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('tools')} />}
      {value === undefined && problem === undefined && whyNotSee === undefined && <SkeletonRows />}
      {value?.length === 0 && (
        <EmptyState icon={IconTool} title="No tools yet" action={ways}>
          A tool lets an agent look up an order, change an address or issue a refund. Describe the request once, or take
          it from the OpenAPI document of your system.
        </EmptyState>
      )}
      {value !== undefined && value.length > fewTools && (
        <TextInput
          aria-label="Filter by name"
          placeholder="Name or description contains"
          leftSection={<IconFilter size={16} aria-hidden />}
          className="mb-2 md:max-w-[320px]"
          value={sought}
          onChange={event => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length > 0 && (
        <ul data-walk aria-label="Tools" className="border-t">
          {shown.map(tool => (
            <Row key={tool.id} tool={tool} />
          ))}
        </ul>
      )}
      {shown.length === 0 && words !== '' && <p className="py-6 text-(--quiet)">No tool is called that.</p>}
    </ToolsPage>
  )
}

const Row = ({ tool: { id, name, description, kind, effect, approval } }: { tool: Tool }) => (
  <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 text-[13px] text-(--quiet) hover:bg-(--hover)">
    <AppLink
      href={paths.tools(id)}
      className="flex min-w-0 flex-1 basis-[220px] items-center text-[14px] font-medium text-(--mantine-color-text) no-underline hover:underline"
    >
      <span className="truncate" dir="auto">
        {name}
      </span>
    </AppLink>
    <span className="min-w-0 flex-[2] basis-[240px] truncate max-md:basis-full" dir="auto" title={description}>
      {description}
    </span>
    <span className="md:w-12">{kindWords[kind]}</span>
    <span className="md:w-24" title={effects[effect].sentence}>
      {effects[effect].word}
    </span>
    <span className="md:w-24" title={approvals[approval].sentence}>
      {approvals[approval].word}
    </span>
  </li>
)
