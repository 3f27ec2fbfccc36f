import type { Metadata } from 'next'
import { Suspense } from 'react'
import { AgentsScreen } from '../../../features/agents/agents-screen.tsx'

export const metadata: Metadata = { title: 'Agents' }

export default function AgentsPage() {
  return (
    <Suspense>
      <AgentsScreen />
    </Suspense>
  )
}
