import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ToolsScreen } from '../../../features/tools/tools-screen.tsx'

export const metadata: Metadata = { title: 'Tools' }

export default function ToolsPage() {
  return (
    <Suspense>
      <ToolsScreen />
    </Suspense>
  )
}
