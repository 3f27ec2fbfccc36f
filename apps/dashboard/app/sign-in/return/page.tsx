import type { Metadata } from 'next'
import { ReturnScreen } from '../../../features/sign-in/return-screen.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default function ReturnPage() {
  return <ReturnScreen />
}
