import type { Metadata } from 'next'
import { Suspense } from 'react'
import { WelcomeScreen } from '../../features/welcome/welcome-screen.tsx'

export const metadata: Metadata = { title: 'Welcome' }

export default function WelcomePage() {
  return (
    <Suspense>
      <WelcomeScreen />
    </Suspense>
  )
}
