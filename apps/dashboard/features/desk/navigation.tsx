import { usePathname } from 'next/navigation'
import { paths } from '../../lib/paths.ts'
import { AppLink } from '../../ui/link.tsx'
import { useWaitingCount } from '../calls/calls.ts'
import { places } from './places.ts'

/** The thin column of rooms; a bar at the bottom of a phone. */
export const Navigation = ({ folded }: { folded: boolean }) => {
  const here = usePathname()
  const waiting = useWaitingCount()
  return (
    <nav aria-label="Main" className="md:flex-1 md:px-2">
      <ul className="flex justify-around md:flex-col md:gap-1">
        {places.map(({ name, path, icon: Icon }) => (
          <li key={name} className="min-w-11 flex-auto md:flex-none">
            <AppLink
              href={path}
              aria-current={isWithin(path, here) ? 'page' : undefined}
              title={folded ? name : undefined}
              className={`relative flex min-h-[52px] flex-col items-center justify-center gap-1 rounded-lg no-underline md:min-h-9 md:flex-row md:justify-start md:gap-3 md:px-[10px] ${
                isWithin(path, here)
                  ? 'font-medium text-(--accent) md:bg-(--chosen)'
                  : 'text-(--quiet) hover:bg-(--hover) hover:text-(--mantine-color-text)'
              }`}
            >
              <Icon size={20} stroke={1.7} aria-hidden />
              <span className={`text-[11px] md:text-[14px] ${folded ? 'md:sr-only' : ''}`}>{name}</span>
              {path === paths.approvals && waiting !== '' && <Waiting count={waiting} folded={folded} />}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Waiting = ({ count, folded }: { count: string; folded: boolean }) => (
  <span
    className={`absolute top-1 min-w-[18px] rounded-full bg-(--warn) px-1 text-center text-[11px] leading-[18px] font-semibold text-(--mantine-color-body) tabular-nums max-md:start-1/2 max-md:ms-1 ${folded ? 'md:end-0 md:top-0' : 'md:static md:ms-auto'}`}
  >
    {count} <span className="sr-only">waiting</span>
  </span>
)

const isWithin = (path: string, here: string) => here === path || here.startsWith(`${path}/`)
