import type { Agent } from '@frontdesk/contract/agents'
import type { Tool } from '@frontdesk/contract/tools'
import { NativeSelect } from '@mantine/core'
import { useCallback, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { listAgentTools, setAgentTools } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { AppLink } from '../../ui/link.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useTools } from '../tools/tools.ts'
import { BuiltInTools } from './built-in-tools.tsx'
import { GivenTool } from './given-tool.tsx'

/** What an agent may call, in the order in which it reads of it; every change is kept in the draft at once. */
export const AgentTools = ({ agent }: { agent: Agent }) => {
  const agentId = agent.id
  const whyNotSee = useWhyNot('tools.read')
  const whyNot = useWhyNot('agents.write')
  const load = useCallback(() => api.call(listAgentTools, { parameters: { agentId } }), [agentId])
  const given = useQuery(whyNotSee === undefined ? `tools:of:${agentId}` : null, load)
  const all = useTools().value
  // What was asked for shows at once; what is kept shows again when it is known, or when it did not work.
  const [wanted, setWanted] = useState<Tool[]>()
  const { start, problem } = useAction(async (tools: Tool[]) => {
    setWanted(tools)
    await api
      .call(setAgentTools, { parameters: { agentId }, body: { toolIds: tools.map(({ id }) => id) } })
      .then(() => Promise.all([refresh(`tools:of:${agentId}`), refresh('agents')]))
      .finally(() => setWanted(undefined))
  })
  const tools = wanted ?? given.value?.items
  const others = (all ?? []).filter(({ id }) => !tools?.some(tool => tool.id === id))
  const give = (toolId: string) => {
    const tool = others.find(({ id }) => id === toolId)
    if (tool && tools) void start([...tools, tool])
  }
  const hint = whyNotSee ?? whyNot
  return (
    <section aria-labelledby="agent-tools" className="mt-8 flex max-w-[640px] flex-col gap-3">
      <div>
        <h2 id="agent-tools" className="text-[16px] font-semibold">
          Tools
        </h2>
        <p className="text-[13px] text-(--quiet)">
          {agent.live.length > 0
            ? 'What this agent may call. A change is part of the draft at once, and counts for customers with the next version.'
            : 'What this agent may call. A change counts at once.'}
        </p>
      </div>
      {hint && <p className="text-(--quiet)">{hint}</p>}
      {problem !== undefined && <Problem thrown={problem} />}
      {given.problem !== undefined && (
        <Problem thrown={given.problem} onRetry={() => void refresh(`tools:of:${agentId}`)} />
      )}
      {tools === undefined && given.problem === undefined && whyNotSee === undefined && <SkeletonRows count={2} />}
      {tools?.length === 0 && <p className="text-(--quiet)">It has no tools, and answers from the knowledge alone.</p>}
      {tools !== undefined && tools.length > 0 && (
        <ol aria-label="Tools of this agent" className="border-t">
          {tools.map((tool, place) => (
            <GivenTool
              key={tool.id}
              tool={tool}
              isFirst={place === 0}
              locked={whyNot !== undefined || wanted !== undefined}
              onUp={() => void start(movedUp(tools, place))}
              onTake={() => void start(tools.filter(({ id }) => id !== tool.id))}
            />
          ))}
        </ol>
      )}
      {all?.length === 0 && (
        <p>
          <AppLink href={paths.tools()} className="text-(--accent) underline">
            Make a tool
          </AppLink>
        </p>
      )}
      {others.length > 0 && (
        <NativeSelect
          aria-label="Give it a tool"
          disabled={whyNot !== undefined || wanted !== undefined || tools === undefined}
          value=""
          onChange={event => give(event.currentTarget.value)}
          data={[
            { value: '', label: 'Give it a tool …' },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <BuiltInTools agent={agent} />
    </section>
  )
}

const movedUp = (tools: readonly Tool[], place: number) => {
  const moved = [...tools]
  moved.splice(place - 1, 0, ...moved.splice(place, 1))
  return moved
}
