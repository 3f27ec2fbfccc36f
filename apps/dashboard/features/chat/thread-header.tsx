import type { Agent } from '@frontdesk/contract/agents'
import { ActionIcon, Badge, NativeSelect } from '@mantine/core'
import { IconList, IconPencilPlus } from '@tabler/icons-react'
import { paths } from '../../lib/paths.ts'
import type { Query } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import type { AgentList } from '../agents/agents.ts'

type Props = {
  agent: Agent | undefined
  agents: Query<AgentList>
  isNew: boolean
  tryDraft: boolean
  onAgent: (agentId: string) => void
  onList: () => void
}

/** Who is answering; in a new conversation, who shall. */
export const ThreadHeader = ({ agent, agents, isNew, tryDraft, onAgent, onList }: Props) => {
  const all = agents.value?.items ?? []
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b px-2 md:px-4">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        className="lg:hidden"
        aria-label="Conversations"
        onClick={onList}
      >
        <IconList size={20} stroke={1.7} />
      </ActionIcon>
      <h1
        className={isNew && all.length > 1 ? 'sr-only' : 'min-w-0 flex-1 truncate text-[14px] font-semibold'}
        dir="auto"
      >
        {agent?.name ?? 'Chat'}
      </h1>
      {isNew && all.length > 1 && (
        <div className="flex min-w-0 flex-1 items-center">
          <NativeSelect
            aria-label="Agent"
            value={agent?.id ?? ''}
            onChange={event => onAgent(event.currentTarget.value)}
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
            className="min-w-0 max-w-[320px]"
          />
        </div>
      )}
      {tryDraft && (
        <Badge variant="light" color="gray" c="var(--quiet)" className="shrink-0">
          Draft
        </Badge>
      )}
      {!isNew && (
        <ActionIcon
          component={AppLink}
          href={paths.chat()}
          variant="subtle"
          color="gray"
          size={36}
          className="lg:hidden"
          aria-label="New conversation"
        >
          <IconPencilPlus size={20} stroke={1.7} />
        </ActionIcon>
      )}
    </header>
  )
}
