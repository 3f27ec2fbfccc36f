'use client'

import { useSearchParams } from 'next/navigation'
import { DatabasesScreen } from '../databases/databases-screen.tsx'
import { ServerScreen } from '../mcp-servers/server-screen.tsx'
import { ServersScreen } from '../mcp-servers/servers-screen.tsx'
import { ImportScreen } from './import-screen.tsx'
import { queryDraft } from './tool-draft.ts'
import { ToolForm } from './tool-form.tsx'
import { ToolList } from './tool-list.tsx'
import { ToolScreen } from './tool-screen.tsx'

/** What agents may call: the tools, one of them, a new one, and where to take some from. */
export const ToolsScreen = () => {
  const place = useSearchParams()
  const tool = place.get('tool')
  const view = place.get('view')
  const server = place.get('mcpServer')
  if (view === 'import') return <ImportScreen />
  if (view === 'mcp-servers') return <ServersScreen />
  if (view === 'databases') return <DatabasesScreen />
  if (server !== null) return <ServerScreen key={server} mcpServerId={server} />
  const database = place.get('database')
  if (tool === 'new' && database !== null)
    return <ToolForm key={database} tool={undefined} begun={queryDraft(database)} />
  if (tool === 'new') return <ToolForm key="new" tool={undefined} />
  if (tool !== null) return <ToolScreen key={tool} toolId={tool} />
  return <ToolList />
}
