import type { Metadata } from 'next'
import { Suspense } from 'react'
import { SecondFactorScreen } from '../../features/second-factor/second-factor-screen.tsx'

export const metadata: Metadata = { title: 'Second factor' }

export default function SecondFactorPage() {
  return (
    <Suspense>
      <SecondFactorScreen />
    </Suspense>
  )
}
