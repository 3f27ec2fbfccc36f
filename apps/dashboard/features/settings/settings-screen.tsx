'use client'

import { paths } from '../../lib/paths.ts'
import { useMe } from '../../lib/session.ts'
import { AppLink } from '../../ui/link.tsx'
import { ApiKeys } from './api-keys.tsx'
import { OrganizationName } from './organization-name.tsx'
import { RequireSecondFactor } from './require-second-factor.tsx'
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
          <p>
            <AppLink href={paths.profile} className="text-(--accent) underline">
              Your name, password and sessions
            </AppLink>
          </p>
          <OrganizationName key={me.organization.name} present={me.organization.name} />
          <RequireSecondFactor />
        </div>
      )}
      <ApiKeys />
    </SettingsPage>
  )
}
