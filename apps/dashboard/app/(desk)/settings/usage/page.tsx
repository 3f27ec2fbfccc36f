import type { Metadata } from 'next'
import { UsageScreen } from '../../../../features/usage/usage-screen.tsx'

export const metadata: Metadata = { title: 'Usage and budgets' }

export default function UsagePage() {
  return <UsageScreen />
}
