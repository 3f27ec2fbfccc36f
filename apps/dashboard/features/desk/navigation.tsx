import { usePathname } from 'next/navigation'
import { AppLink } from '../../ui/link.tsx'
import { places } from './places.ts'

/** The thin column of rooms; a bar at the bottom of a phone. */
export const Navigation = ({ folded }: { folded: boolean }) => {
  const here = usePathname()
  return (
    <nav aria-label="Main" className="md:flex-1 md:px-2">
      <ul className="flex justify-around md:flex-col md:gap-1">
        {places.map(({ name, path, icon: Icon }) => (
          <li key={name} className="flex-1 md:flex-none">
            <AppLink
              href={path}
              aria-current={isWithin(path, here) ? 'page' : undefined}
              title={folded ? name : undefined}
              className={`flex min-h-[52px] flex-col items-center justify-center gap-1 rounded-lg no-underline md:min-h-9 md:flex-row md:justify-start md:gap-3 md:px-[10px] ${
                isWithin(path, here)
                  ? 'font-medium text-(--accent) md:bg-(--chosen)'
                  : 'text-(--quiet) hover:bg-(--hover) hover:text-(--mantine-color-text)'
              }`}
            >
              <Icon size={20} stroke={1.7} aria-hidden />
              <span className={`text-[12px] md:text-[14px] ${folded ? 'md:sr-only' : ''}`}>{name}</span>
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const isWithin = (path: string, here: string) => here === path || here.startsWith(`${path}/`)
