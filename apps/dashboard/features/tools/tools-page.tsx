import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { paths } from '../../lib/paths.ts'
import { Page } from '../../ui/page.tsx'
import { Sections } from '../../ui/sections.tsx'

const sections = [
  { name: 'Tools', view: null, path: paths.tools() },
  { name: 'MCP servers', view: 'mcp-servers', path: paths.mcpServers },
  { name: 'Databases', view: 'databases', path: paths.databases },
]

/** The frame around the tools and what they are made of: one heading, and the way to the others. */
export const ToolsPage = ({ actions, children }: { actions: ReactNode; children: ReactNode }) => {
  const view = useSearchParams().get('view')
  const here = sections.find(section => section.view === view)
  return (
    <Page title="Tools" lead="What agents can do in your own systems." wide actions={actions}>
      <Sections name="Tools and where they come from" sections={sections} here={here?.path} />
      {children}
    </Page>
  )
}
