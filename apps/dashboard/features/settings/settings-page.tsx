import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'

const sections = [
  { name: 'General', path: paths.settings },
  { name: 'People', path: paths.people },
  { name: 'Roles', path: paths.roles },
  { name: 'Teams', path: paths.teams },
  { name: 'Model connections', path: paths.models },
  { name: 'Usage and budgets', path: paths.usage },
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
      <nav aria-label="Settings" className="mb-5 border-b">
        <ul className="flex flex-wrap gap-x-3 md:gap-x-5">
          {sections.map(({ name, path }) => (
            <li key={name}>
              <AppLink
                href={path}
                aria-current={here === path ? 'page' : undefined}
                className={`-mb-px flex min-h-11 items-center border-b-2 no-underline md:min-h-9 ${
                  here === path
                    ? 'border-(--accent) font-medium text-(--accent)'
                    : 'border-transparent text-(--quiet) hover:text-(--mantine-color-text)'
                }`}
              >
                {name}
              </AppLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  )
}
