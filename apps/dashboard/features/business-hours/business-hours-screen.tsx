'use client'

import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { readBusinessHours } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { HoursForm } from './hours-form.tsx'

const load = () => api.call(readBusinessHours)

/** When people are there to take over from agents. */
export const BusinessHoursScreen = () => {
  const whyNot = useWhyNot('agents.read')
  const { value, problem } = useQuery(whyNot === undefined ? 'business-hours' : null, load)
  return (
    <SettingsPage>
      {whyNot && <p className="text-(--quiet)">{whyNot}</p>}
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('business-hours')} />}
      {!whyNot && value === undefined && problem === undefined && <SkeletonRows count={7} />}
      {value !== undefined && <HoursForm key={JSON.stringify(value)} present={value} />}
    </SettingsPage>
  )
}
