import type { Metadata } from 'next'
import { Suspense } from 'react'
import { TraceScreen } from '../../../features/trace/trace-screen.tsx'

export const metadata: Metadata = { title: 'How an answer came about' }

export default function TracePage() {
  return (
    <Suspense>
      <TraceScreen />
    </Suspense>
  )
}
