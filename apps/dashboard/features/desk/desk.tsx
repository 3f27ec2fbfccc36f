'use client'

import { ActionIcon } from '@mantine/core'
import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { hasCode, hasStatus } from '../../lib/api.ts'
import { followOtherTabs, useMe, wasSignedIn } from '../../lib/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { DeskActions } from './desk-actions.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { OrganizationButton } from './organization-button.tsx'
import { walk } from './walk.ts'

const KeyMap = dynamic(() => import('./key-map.tsx').then(({ KeyMap }) => KeyMap), { ssr: false })
const Organizations = dynamic(() => import('./organizations.tsx').then(({ Organizations }) => Organizations), {
  ssr: false,
})
const Palette = dynamic(() => import('./palette.tsx').then(({ Palette }) => Palette), { ssr: false })

/** The frame around every room: navigation, what can be done from everywhere, and the room itself. */
export const Desk = ({ children }: { children: ReactNode }) => {
  const me = useMe()
  const [folded, setFolded] = useLocalStorage({ key: 'navigation-folded', defaultValue: true })
  const [palette, setPalette] = useState(false)
  const [map, setMap] = useState(false)
  const [organizations, setOrganizations] = useState(false)
  useEffect(followOtherTabs, [])
  useHotkeys([['mod+K', () => setPalette(true)]], [])
  useHotkeys([
    ['j', () => walk(1)],
    ['k', () => walk(-1)],
    ['shift+?', () => setMap(true)],
  ])
  const known = useSyncExternalStore(never, wasSignedIn, () => false) || me.value !== undefined
  // A stranger is on the way to the door already, and whoever lacks a code to where it is shown.
  const unreachable = me.value === undefined && me.problem !== undefined && !isOnTheWay(me.problem)
  const organization = me.value?.organization.name
  const FoldIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const openPalette = () => setPalette(true)

  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="absolute start-2 top-2 z-50 -translate-y-20 rounded-lg bg-(--mantine-color-body) px-3 py-2 focus:translate-y-0"
      >
        Skip to the content
      </a>
      <OfflineBar />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <aside
          aria-label="Desk"
          className={`flex shrink-0 items-center border-b bg-(--subtle) ps-4 pe-1 md:flex-col md:items-stretch md:border-e md:border-b-0 md:px-0 ${folded ? 'md:w-[60px]' : 'md:w-[208px]'}`}
        >
          <OrganizationButton name={organization} folded={folded} onOpen={() => setOrganizations(true)} />
          <div className="hidden min-h-0 md:flex md:flex-1 md:flex-col md:pt-2">
            <Navigation folded={folded} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              className="mx-3 my-1"
              aria-label={folded ? 'Unfold the navigation' : 'Fold the navigation'}
              onClick={() => setFolded(!folded)}
            >
              <FoldIcon size={18} stroke={1.7} />
            </ActionIcon>
          </div>
          <DeskActions onPalette={openPalette} className={`md:px-3 md:pb-3 ${folded ? 'md:flex-col' : ''}`} />
        </aside>
        <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
          {unreachable ? <Unreachable thrown={me.problem} /> : known && children}
        </main>
        <div className="shrink-0 border-t bg-(--subtle) pb-[env(safe-area-inset-bottom)] md:hidden">
          <Navigation folded={false} />
        </div>
      </div>
      {palette && <Palette onClose={() => setPalette(false)} />}
      {organizations && <Organizations onClose={() => setOrganizations(false)} />}
      {map && <KeyMap onClose={() => setMap(false)} />}
    </div>
  )
}

const isOnTheWay = (problem: unknown) => hasStatus(problem, 401) || hasCode(problem, 'second-factor-required')

const never = () => () => {}

const Unreachable = ({ thrown }: { thrown: unknown }) => (
  <div className="mx-auto max-w-[560px] p-6">
    <Problem thrown={thrown} title="Frontdesk could not be opened" onRetry={() => window.location.reload()} />
  </div>
)
