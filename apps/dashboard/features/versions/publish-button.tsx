import type { Agent } from '@frontdesk/contract/agents'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { GatedButton } from '../../ui/gated-button.tsx'

const PublishDialog = dynamic(() => import('./publish-dialog.tsx').then(({ PublishDialog }) => PublishDialog), {
  ssr: false,
})

/** The way to the next version; words that are not saved yet would not be in it. */
export const PublishButton = ({ agent, unsaved = false }: { agent: Agent; unsaved?: boolean }) => {
  const [open, setOpen] = useState(false)
  const whyNot = useWhyNot('agents.publish')
  return (
    <>
      <GatedButton
        whyNot={whyNot ?? (unsaved ? 'Save your changes first; only what is saved is published.' : undefined)}
        onClick={() => setOpen(true)}
      >
        Publish
      </GatedButton>
      {open && <PublishDialog agent={agent} onClose={() => setOpen(false)} />}
    </>
  )
}
