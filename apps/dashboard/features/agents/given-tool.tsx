import type { Tool } from '@frontdesk/contract/tools'
import { ActionIcon } from '@mantine/core'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { approvals, effects } from '../tools/tool-words.ts'

type Props = { tool: Tool; isFirst: boolean; locked: boolean; onUp: () => void; onTake: () => void }

/** A tool that an agent has: what it is, and its place among the others. */
export const GivenTool = ({ tool: { id, name, effect, approval }, isFirst, locked, onUp, onTake }: Props) => {
  const look = { variant: 'subtle', color: 'gray', size: 32 } as const
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 border-b py-1 text-[13px] text-(--quiet)">
      <AppLink
        href={paths.tools(id)}
        className="flex min-w-0 flex-1 basis-[160px] items-center text-[14px] font-medium text-(--mantine-color-text) no-underline hover:underline max-md:min-h-11"
      >
        <span className="truncate" dir="auto">
          {name}
        </span>
      </AppLink>
      <span title={effects[effect].sentence}>{effects[effect].word}</span>
      <span title={approvals[approval].sentence}>{approvals[approval].word}</span>
      <span className="ms-auto flex">
        <ActionIcon {...look} disabled={locked || isFirst} aria-label={`Move ${name} up`} onClick={onUp}>
          <IconArrowUp size={16} stroke={1.7} />
        </ActionIcon>
        <ActionIcon {...look} disabled={locked} aria-label={`Take ${name} away`} onClick={onTake}>
          <IconX size={16} stroke={1.7} />
        </ActionIcon>
      </span>
    </li>
  )
}
