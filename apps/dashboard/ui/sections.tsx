import { AppLink } from './link.tsx'

type Props = { name: string; sections: readonly { name: string; path: string }[]; here: string | undefined }

/** The way between pages under one heading. */
export const Sections = ({ name, sections, here }: Props) => (
  <nav aria-label={name} className="mb-5 border-b">
    <ul className="flex flex-wrap gap-x-3 md:gap-x-5">
      {sections.map(section => (
        <li key={section.name}>
          <AppLink
            href={section.path}
            aria-current={here === section.path ? 'page' : undefined}
            className={`-mb-px flex min-h-11 items-center border-b-2 no-underline md:min-h-9 ${
              here === section.path
                ? 'border-(--accent) font-medium text-(--accent)'
                : 'border-transparent text-(--quiet) hover:text-(--mantine-color-text)'
            }`}
          >
            {section.name}
          </AppLink>
        </li>
      ))}
    </ul>
  </nav>
)
