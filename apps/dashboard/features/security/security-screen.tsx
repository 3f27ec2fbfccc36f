'use client'

import { useWhyNot } from '../../lib/can.ts'
import { useNames } from '../audit/use-names.ts'
import { SettingsPage } from '../settings/settings-page.tsx'
import { Alerts } from './alerts.tsx'
import { Events } from './events.tsx'

/** What somebody should look at, and beneath it what happened. */
export const SecurityScreen = () => {
  const whyNot = useWhyNot('audit.read')
  const names = useNames()
  return (
    <SettingsPage>
      <Alerts names={names} whyNot={whyNot} />
      <Events names={names} whyNot={whyNot} />
    </SettingsPage>
  )
}
