import { Button, Progress } from '@mantine/core'
import { IconBuildingStore, IconFileText } from '@tabler/icons-react'
import { api } from '../../lib/api.ts'
import { seedDemo } from '../../lib/endpoints.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = { provider: string; onOwn: () => void }

/** The fork in the road: look at a shop that is furnished, or furnish one's own. */
export const FirstSteps = ({ provider, onOwn }: Props) => {
  const { start, working, problem } = useAction(async () => {
    const { agentId } = await api.call(seedDemo)
    window.location.assign(paths.chat({ agent: agentId }))
  })
  return (
    <Door title="How do you want to begin?">
      <section className="flex flex-col gap-3 rounded-lg border p-4">
        <h2 className="flex items-center gap-2 text-[16px] font-semibold">
          <IconBuildingStore size={20} stroke={1.7} aria-hidden /> A furnished shop
        </h2>
        <p className="text-(--quiet)">
          Forty help articles, an agent that knows them, and a dozen conversations to read.
        </p>
        <Button onClick={() => void start()} disabled={working}>
          Try the demo
        </Button>
        {working && (
          <div role="status" className="flex flex-col gap-2 text-[13px] text-(--quiet)">
            <Progress value={100} animated aria-label="Setting up the demo" />
            Writing the articles into the knowledge…
          </div>
        )}
        {problem !== undefined && <Problem thrown={problem} />}
      </section>
      <section className="flex flex-col gap-3 rounded-lg border p-4">
        <h2 className="flex items-center gap-2 text-[16px] font-semibold">
          <IconFileText size={20} stroke={1.7} aria-hidden /> Your own
        </h2>
        <p className="text-(--quiet)">
          Name an agent, give it a page of yours, a few documents or a text, and talk to it.
        </p>
        <Button variant="default" onClick={onOwn} disabled={working}>
          Bring your own
        </Button>
      </section>
      {provider === 'extractive' && (
        <p className="text-[13px] text-(--quiet)">
          No language model is configured, so answers quote your documents word for word. Set OPENAI_API_KEY, or
          OPENAI_BASE_URL for any compatible server, and start again to have them written.
        </p>
      )}
    </Door>
  )
}
