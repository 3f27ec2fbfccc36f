import type { Agent } from '@frontdesk/contract/agents'
import { Problem } from '../../ui/problem.tsx'

type Props = { agent: Agent | undefined; problem: unknown }

/** What a customer sees before the first word. */
export const Greeting = ({ agent, problem }: Props) => {
  if (agent === undefined) return problem === undefined ? null : <Problem thrown={problem} />
  return (
    <div className="flex flex-col gap-2 pt-[8vh]">
      <p className="text-[16px] whitespace-pre-wrap" dir="auto">
        {agent.greeting || `Ask ${agent.name} something.`}
      </p>
      <p className="text-(--quiet)">
        {agent.knowledgeOnly
          ? 'Answers come from your knowledge, with their sources.'
          : 'Answers may go beyond your knowledge.'}
      </p>
    </div>
  )
}
