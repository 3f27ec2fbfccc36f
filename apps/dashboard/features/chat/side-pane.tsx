import { CloseButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'

const Drawer = dynamic(() => import('@mantine/core').then(module => module.Drawer), { ssr: false })

type Props = { title: string; side: 'left' | 'right'; opened: boolean; onClose: () => void; children: ReactNode }

// Where there is room beside the reading column.
const roomFor = { left: '(min-width: 64em)', right: '(min-width: 80em)' }

/** A column beside the conversation where there is room, a drawer over it where there is not. */
export const SidePane = ({ title, side, opened, onClose, children }: Props) => {
  const column = useMediaQuery(roomFor[side], undefined, { getInitialValueInEffect: false })
  if (!column)
    return opened ? (
      <Drawer
        opened
        onClose={onClose}
        title={title}
        position={side}
        size={side === 'left' ? 320 : 420}
        padding="sm"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {children}
      </Drawer>
    ) : null
  return (
    <aside
      aria-label={title}
      className={`h-full shrink-0 overflow-y-auto bg-(--subtle) ${side === 'left' ? 'w-[268px] border-e' : 'w-[380px] border-s'}`}
    >
      {side === 'right' && (
        <header className="sticky top-0 z-10 flex h-12 items-center justify-between border-b bg-(--subtle) ps-4 pe-2">
          <h2 className="text-[14px] font-semibold">{title}</h2>
          <CloseButton aria-label="Close the trace" onClick={onClose} />
        </header>
      )}
      {children}
    </aside>
  )
}
