'use client'

import { useMe } from '../../lib/session.ts'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Passkeys } from '../passkeys/passkeys.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { Address } from './address.tsx'
import { ChangePassword } from './change-password.tsx'
import { FirstPassword } from './first-password.tsx'
import { LinkedServices } from './linked-services.tsx'
import { OwnName } from './own-name.tsx'
import { SecondFactorState } from './second-factor-state.tsx'
import { Sessions } from './sessions.tsx'
import { useLinkedServices } from './use-linked-services.ts'

/** Everything about one's own account, which is the same in every organization. */
export const ProfileScreen = () => {
  const user = useMe().value?.user
  // Nearly everybody has one, and the form is long: it shall not jump away.
  const hasPassword = useLinkedServices().value?.hasPassword ?? true
  return (
    <SettingsPage>
      {user ? (
        <div className="flex flex-col gap-10">
          <section aria-labelledby="you" className="flex max-w-[480px] flex-col gap-4">
            <h2 id="you" className="text-[16px] font-semibold">
              You
            </h2>
            <OwnName key={user.name} present={user.name} />
            <Address email={user.email} isVerified={user.emailVerified} />
          </section>
          {hasPassword ? <ChangePassword email={user.email} /> : <FirstPassword email={user.email} />}
          <Passkeys />
          <SecondFactorState />
          <LinkedServices />
          <Sessions />
        </div>
      ) : (
        <SkeletonRows />
      )}
    </SettingsPage>
  )
}
