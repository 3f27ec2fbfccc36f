'use client'

import { SettingsPage } from '../settings/settings-page.tsx'
import { Invitations } from './invitations.tsx'
import { LeaveSection } from './leave-section.tsx'
import { PeopleSection } from './people-section.tsx'

/** Who works here, who is invited, and the way out. */
export const PeopleScreen = () => (
  <SettingsPage>
    <div className="flex flex-col gap-10">
      <PeopleSection />
      <Invitations />
      <LeaveSection />
    </div>
  </SettingsPage>
)
