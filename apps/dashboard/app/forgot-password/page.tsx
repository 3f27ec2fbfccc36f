import type { Metadata } from 'next'
import { ForgotPasswordScreen } from '../../features/sign-in/forgot-password-screen.tsx'

export const metadata: Metadata = { title: 'Forgot your password' }

export default function ForgotPasswordPage() {
  return <ForgotPasswordScreen />
}
