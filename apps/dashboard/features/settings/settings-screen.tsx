'use client'

import { useMe } from '../../lib/session.ts'
import { ApiKeys } from './api-keys.tsx'
import { OrganizationName } from './organization-name.tsx'
import { SettingsPage } from './settings-page.tsx'

/** Who you are here, what the organization is called, and the keys for programs. */
export const SettingsScreen = () => {
  const me = useMe().value
  return (
    <SettingsPage>
      {me && (
        <div className="mb-8 flex flex-col gap-5">
          <p className="text-(--quiet)" dir="auto">
            {me.user.name} ({me.user.email}), {me.role.name} of {me.organization.name}
          </p>
          <OrganizationName key={me.organization.name} present={me.organization.name} />
        </div>
      )}
      <ApiKeys />
    </SettingsPage>
  )
}
