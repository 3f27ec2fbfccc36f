import type { Metadata } from 'next'
import { ConfirmEmailScreen } from '../../features/profile/confirm-email-screen.tsx'

export const metadata: Metadata = { title: 'Confirm your address' }

export default function ConfirmEmailPage() {
  return <ConfirmEmailScreen />
}
