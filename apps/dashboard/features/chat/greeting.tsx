import type { Agent } from '@frontdesk/contract/agents'
import { mainVersion } from '@frontdesk/contract/live-versions'
import { Problem } from '../../ui/problem.tsx'
import { useConfiguration } from '../versions/versions.ts'

type Props = { agent: Agent | undefined; tryDraft: boolean; problem: unknown }

/** What a customer sees before the first word: of the version that most get, or of the draft where that is tried. */
export const Greeting = ({ agent, tryDraft, problem }: Props) => {
  const configured = useConfiguration(agent, tryDraft ? undefined : mainVersion(agent?.live ?? []))
  const failed = problem ?? configured.problem
  if (configured.value === undefined) return failed === undefined ? null : <Problem thrown={failed} />
  const { name, greeting, knowledgeOnly } = configured.value
  return (
    <div className="flex flex-col gap-2 pt-[8vh]">
      <p className="text-[16px] whitespace-pre-wrap" dir="auto">
        {greeting || `Ask ${name} something.`}
      </p>
      <p className="text-(--quiet)">
        {knowledgeOnly
          ? 'Answers come from your knowledge, with their sources.'
          : 'Answers may go beyond your knowledge.'}
      </p>
    </div>
  )
}
