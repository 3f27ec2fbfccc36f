import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { leave } from '../../lib/session.ts'
import { mayLeave } from '../../lib/unsaved.ts'

const schemes = {
  auto: { icon: IconDeviceDesktop, next: 'light' },
  light: { icon: IconSun, next: 'dark' },
  dark: { icon: IconMoon, next: 'auto' },
} as const satisfies Record<MantineColorScheme, { icon: unknown; next: MantineColorScheme }>

/** Goes round: as the device has it, light, dark. */
export const useSchemeRound = () => {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return { colorScheme, toNext: () => setColorScheme(schemes[colorScheme].next) }
}

/** What can be done from everywhere: search, colours, leaving. */
export const DeskActions = ({ onPalette, className }: { onPalette: () => void; className?: string }) => {
  const { colorScheme, toNext } = useSchemeRound()
  const SchemeIcon = schemes[colorScheme].icon
  const look = { variant: 'subtle', color: 'gray', size: 36 } as const
  return (
    <div className={`flex ${className ?? ''}`}>
      <ActionIcon {...look} aria-label="Search and commands" title="Search and commands (Ctrl K)" onClick={onPalette}>
        <IconSearch size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        {...look}
        aria-label={`Colour scheme: ${colorScheme}`}
        title={`Colour scheme: ${colorScheme}`}
        onClick={toNext}
      >
        <SchemeIcon size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon {...look} aria-label="Sign out" title="Sign out" onClick={() => mayLeave() && void leave()}>
        <IconLogout size={18} stroke={1.7} />
      </ActionIcon>
    </div>
  )
}
