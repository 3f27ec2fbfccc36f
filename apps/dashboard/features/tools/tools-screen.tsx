'use client'

import { useSearchParams } from 'next/navigation'
import { ImportScreen } from './import-screen.tsx'
import { ToolForm } from './tool-form.tsx'
import { ToolList } from './tool-list.tsx'
import { ToolScreen } from './tool-screen.tsx'

/** What agents may call: the tools, one of them, a new one, or an OpenAPI document to take some from. */
export const ToolsScreen = () => {
  const place = useSearchParams()
  const tool = place.get('tool')
  if (place.get('view') === 'import') return <ImportScreen />
  if (tool === 'new') return <ToolForm key="new" tool={undefined} />
  if (tool !== null) return <ToolScreen key={tool} toolId={tool} />
  return <ToolList />
}
