import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** A thin line while the browser has no network; nothing typed is lost meanwhile. */
export const OfflineBar = () => {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div role="status">
      {!online && (
        <p className="bg-(--mantine-color-yellow-2) px-4 py-1 text-center text-[12px] text-(--mantine-color-black)">
          You are offline. What you write is kept until the connection is back.
        </p>
      )}
    </div>
  )
}
