'use client'

import { useWhyNot } from '../../lib/can.ts'
import { SettingsPage } from '../settings/settings-page.tsx'
import { Budgets } from './budgets.tsx'
import { Prices } from './prices.tsx'
import { Usage } from './usage-table.tsx'

/** What answers took, what that costs, and what it may be at most. */
export const UsageScreen = () => {
  const whyNot = useWhyNot('agents.read')
  return (
    <SettingsPage>
      {whyNot ? (
        <p className="text-(--quiet)">{whyNot}</p>
      ) : (
        <div className="flex flex-col gap-10">
          <Usage />
          <Budgets />
          <Prices />
        </div>
      )}
    </SettingsPage>
  )
}
