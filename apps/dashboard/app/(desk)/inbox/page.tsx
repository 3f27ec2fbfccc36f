import type { Metadata } from 'next'
import { Suspense } from 'react'
import { InboxScreen } from '../../../features/inbox/inbox-screen.tsx'

export const metadata: Metadata = { title: 'Inbox' }

export default function InboxPage() {
  return (
    <Suspense>
      <InboxScreen />
    </Suspense>
  )
}
