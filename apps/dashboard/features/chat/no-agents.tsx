import { Button } from '@mantine/core'
import { IconRobot } from '@tabler/icons-react'
import { useWhyNot } from '../../lib/can.ts'
import { paths } from '../../lib/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { AppLink, useGo } from '../../ui/link.tsx'

/** Before the first agent there is nobody to talk to. */
export const NoAgents = () => {
  const whyNot = useWhyNot('agents.write')
  const go = useGo()
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Chat</h1>
      <EmptyState
        icon={IconRobot}
        title="Make your first agent"
        action={
          <>
            <GatedButton whyNot={whyNot} onClick={() => go(paths.newAgent)}>
              New agent
            </GatedButton>
            <Button variant="default" component={AppLink} href={paths.knowledge()}>
              Add knowledge
            </Button>
          </>
        }
      >
        An agent answers your customers from what you put into the knowledge. Give it a name, add a document, and talk
        to it here.
      </EmptyState>
    </div>
  )
}
