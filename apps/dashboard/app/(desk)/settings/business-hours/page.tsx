import type { Metadata } from 'next'
import { BusinessHoursScreen } from '../../../../features/business-hours/business-hours-screen.tsx'

export const metadata: Metadata = { title: 'Business hours' }

export default function BusinessHoursPage() {
  return <BusinessHoursScreen />
}
