'use client'

import { Button } from '@mantine/core'
import { paths } from '../../lib/paths.ts'
import { useMe } from '../../lib/session.ts'
import { Page } from '../../ui/page.tsx'
import { ApiKeys } from './api-keys.tsx'

/** Who you are here, the keys for programs, and the reference for those who write them. */
export const SettingsScreen = () => {
  const me = useMe().value
  return (
    <Page
      title="Settings"
      actions={
        <Button variant="default" component="a" href={paths.apiReference}>
          API reference
        </Button>
      }
    >
      {me && (
        <p className="mb-6 text-(--quiet)" dir="auto">
          {me.user.name} ({me.user.email}), {me.role.name} of {me.organization.name}
        </p>
      )}
      <ApiKeys />
    </Page>
  )
}
