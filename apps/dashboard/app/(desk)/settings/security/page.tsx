import type { Metadata } from 'next'
import { SecurityScreen } from '../../../../features/security/security-screen.tsx'

export const metadata: Metadata = { title: 'Security' }

export default function SecurityPage() {
  return <SecurityScreen />
}
