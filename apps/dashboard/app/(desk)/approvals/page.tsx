import type { Metadata } from 'next'
import { ApprovalsScreen } from '../../../features/calls/approvals-screen.tsx'

export const metadata: Metadata = { title: 'Approvals' }

export default function ApprovalsPage() {
  return <ApprovalsScreen />
}
