import type { Metadata } from 'next'
import { TeamsScreen } from '../../../../features/teams/teams-screen.tsx'

export const metadata: Metadata = { title: 'Teams' }

export default function TeamsPage() {
  return <TeamsScreen />
}
