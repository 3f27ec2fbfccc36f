'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'

const Container = dynamic(() => import('@mantine/notifications').then(({ Notifications }) => Notifications), {
  ssr: false,
})

// Most visits never see a notice, so its code comes with the first one.
let wanted = false
const listeners = new Set<() => void>()

/** Says something in a corner for a few seconds. */
export const notify = async (message: string, kind: 'good' | 'bad' = 'good') => {
  wanted = true
  for (const listener of listeners) listener()
  const { notifications } = await import('@mantine/notifications')
  notifications.show({ message, color: kind === 'good' ? 'green' : 'red', autoClose: kind === 'good' ? 4_000 : 10_000 })
}

export const Notices = () => {
  const shown = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => wanted,
    () => false,
  )
  return shown ? <Container position="bottom-right" /> : null
}
