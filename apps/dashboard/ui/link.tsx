'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ComponentProps } from 'react'
import { mayLeave } from '../lib/unsaved.ts'

type Props = ComponentProps<typeof Link> & { href: string }

/** A link inside the dashboard: fetched ahead when pointed at, and asks before changes are lost. */
export const AppLink = ({ href, onPointerEnter, ...rest }: Props) => {
  const router = useRouter()
  return (
    <Link
      href={href}
      prefetch={false}
      onPointerEnter={event => {
        if (!isOnThisPage(href)) router.prefetch(href)
        onPointerEnter?.(event)
      }}
      onNavigate={event => {
        if (!isOnThisPage(href)) return mayLeave() ? undefined : event.preventDefault()
        event.preventDefault()
        goWithinPage(href)
      }}
      {...rest}
    />
  )
}

/** Goes somewhere inside the dashboard, unless the person would rather keep unsaved changes. */
export const useGo = () => {
  const router = useRouter()
  return (href: string) => {
    if (isOnThisPage(href)) goWithinPage(href)
    else if (mayLeave()) router.push(href)
  }
}

// Only the search parameters differ, so there is nothing to fetch and the screen changes at once.
const goWithinPage = (href: string) => {
  if (mayLeave()) window.history.pushState(null, '', href)
}

const isOnThisPage = (href: string) => new URL(href, window.location.href).pathname === window.location.pathname
