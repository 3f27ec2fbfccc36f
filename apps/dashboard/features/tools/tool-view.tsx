import type { Tool } from '@frontdesk/contract/tools'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useWhyNot } from '../../lib/can.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { GatedButton } from '../../ui/gated-button.tsx'
import { JsonView } from '../../ui/json-view.tsx'
import { Page } from '../../ui/page.tsx'
import { AllTools } from './all-tools.tsx'
import { approvals, effects, kindWord } from './tool-words.ts'
import { TryTool } from './try-tool.tsx'

const DeleteTool = dynamic(() => import('./delete-tool.tsx').then(({ DeleteTool }) => DeleteTool), { ssr: false })

/** A tool that is made elsewhere: what it is, and the way to try it. */
export const ToolView = ({ tool }: { tool: Tool }) => {
  const [deleting, setDeleting] = useState(false)
  const whyNot = useWhyNot('tools.write')
  return (
    <Page
      title={tool.name}
      wide
      actions={
        <>
          <AllTools />
          <GatedButton variant="default" whyNot={whyNot} onClick={() => setDeleting(true)}>
            Delete
          </GatedButton>
        </>
      }
    >
      <div className="flex flex-col gap-8 lg:flex-row lg:items-start">
        <div className="flex min-w-0 flex-1 flex-col gap-5">
          <p className="max-w-[68ch] whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
            {tool.description}
          </p>
          <FactList
            facts={[
              ['Kind', kindWord(tool.kind)],
              ['Effect', effects[tool.effect].sentence],
              ['Approval', approvals[tool.approval].sentence],
              ['Version', String(tool.version)],
            ]}
          />
          <JsonView label="Parameters" value={tool.parameters} />
        </div>
        <div className="min-w-0 flex-1 lg:max-w-[480px]">
          <TryTool tool={tool} isChanged={false} />
        </div>
      </div>
      {deleting && <DeleteTool tool={tool} onClose={() => setDeleting(false)} />}
    </Page>
  )
}
