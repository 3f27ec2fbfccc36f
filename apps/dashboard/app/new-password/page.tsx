import type { Metadata } from 'next'
import { NewPasswordScreen } from '../../features/sign-in/new-password-screen.tsx'

export const metadata: Metadata = { title: 'New password' }

export default function NewPasswordPage() {
  return <NewPasswordScreen />
}
