import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ChatScreen } from '../../../features/chat/chat-screen.tsx'

export const metadata: Metadata = { title: 'Chat' }

export default function ChatPage() {
  return (
    <Suspense>
      <ChatScreen />
    </Suspense>
  )
}
