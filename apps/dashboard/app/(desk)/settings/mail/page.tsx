import type { Metadata } from 'next'
import { MailScreen } from '../../../../features/mail/mail-screen.tsx'

export const metadata: Metadata = { title: 'Mail' }

export default function MailPage() {
  return <MailScreen />
}
