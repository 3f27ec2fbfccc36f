import type { Metadata } from 'next'
import { NewAddressScreen } from '../../features/profile/new-address-screen.tsx'

export const metadata: Metadata = { title: 'Your new address' }

export default function NewAddressPage() {
  return <NewAddressScreen />
}
