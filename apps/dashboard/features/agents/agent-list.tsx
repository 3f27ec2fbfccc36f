import type { Agent } from '@frontdesk/contract/agents'
import { Button } from '@mantine/core'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'

/** The agents in rows: who they are, what answers for them, and the way to talk to them. */
export const AgentList = ({ agents }: { agents: readonly Agent[] }) => (
  <ul data-walk aria-label="Agents" className="border-t">
    {agents.map(({ id, name, model, knowledgeOnly, live, updatedAt }) => (
      <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 hover:bg-(--hover)">
        <AppLink
          href={paths.agents(id)}
          className="flex min-w-0 flex-1 basis-[200px] items-center font-medium text-(--mantine-color-text) no-underline hover:underline"
        >
          <span className="truncate" dir="auto">
            {name}
          </span>
        </AppLink>
        <span className="max-w-full truncate text-[13px] text-(--quiet) md:w-40" title={model ?? undefined}>
          {model ?? 'Default model'}
        </span>
        <span className="text-[13px] text-(--quiet) md:w-32">{knowledgeOnly ? 'Knowledge only' : 'Open answers'}</span>
        <span className="text-[13px] text-(--quiet) tabular-nums md:w-32">
          {live.length > 0 ? live.map(({ number }) => `v${number}`).join(', ') : 'Draft'}, <Moment at={updatedAt} />
        </span>
        <Button
          size="compact-sm"
          variant="default"
          component={AppLink}
          href={paths.chat({ agent: id })}
          aria-label={`Chat with ${name}`}
        >
          Chat
        </Button>
      </li>
    ))}
  </ul>
)
