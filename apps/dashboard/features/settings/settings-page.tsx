import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { paths } from '../../lib/paths.ts'
import { Page } from '../../ui/page.tsx'
import { Sections } from '../../ui/sections.tsx'

const sections = [
  { name: 'General', path: paths.settings },
  { name: 'People', path: paths.people },
  { name: 'Roles', path: paths.roles },
  { name: 'Teams', path: paths.teams },
  { name: 'Model connections', path: paths.models },
  { name: 'Usage and budgets', path: paths.usage },
  { name: 'Business hours', path: paths.businessHours },
  { name: 'Mail', path: paths.mail },
  { name: 'Security', path: paths.security },
  { name: 'Audit trail', path: paths.audit },
  { name: 'Profile', path: paths.profile },
]

/** The frame around every section of the settings: one heading, and the way to the others. */
export const SettingsPage = ({ children }: { children: ReactNode }) => {
  const here = usePathname()
  return (
    <Page title="Settings">
      <Sections name="Settings" sections={sections} here={here} />
      {children}
    </Page>
  )
}
