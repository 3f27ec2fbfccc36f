import type { Agent, BuiltInTool } from '@frontdesk/contract/agents'
import { Checkbox } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { updateAgent } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

const words: Record<BuiltInTool, { name: string; does: string }> = {
  search_knowledge: { name: 'Search the knowledge', does: 'Looks further when the first passages do not say enough' },
  resolve: { name: 'Resolve', does: 'Closes the conversation when the customer has all they came for' },
  set_attribute: { name: 'Set an attribute', does: 'Notes what it learns, such as a number of an order' },
  label: { name: 'Label', does: 'Puts labels on the conversation' },
}
const all = Object.keys(words) as BuiltInTool[]

/** What an agent may do in Frontdesk itself; a change is kept in the draft at once. */
export const BuiltInTools = ({ agent: { id, builtInTools } }: { agent: Agent }) => {
  const whyNot = useWhyNot('agents.write')
  const { start, working, problem } = useAction(async (tool: BuiltInTool, wanted: boolean) => {
    const chosen = all.filter(other => (other === tool ? wanted : builtInTools.includes(other)))
    await api.call(updateAgent, { parameters: { agentId: id }, body: { builtInTools: chosen } })
    await refresh('agents')
  })
  return (
    <fieldset className="m-0 mt-2 flex flex-col gap-2 border-0 p-0">
      <legend className="mb-2 p-0 font-semibold">In Frontdesk itself</legend>
      {all.map(tool => (
        <Checkbox
          key={tool}
          label={words[tool].name}
          description={words[tool].does}
          disabled={whyNot !== undefined || working}
          checked={builtInTools.includes(tool)}
          onChange={event => void start(tool, event.currentTarget.checked)}
        />
      ))}
      {problem !== undefined && <Problem thrown={problem} />}
    </fieldset>
  )
}
