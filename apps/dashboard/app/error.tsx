'use client'

import { Button } from '@mantine/core'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <div
      role="alert"
      className="mx-auto flex h-full max-w-[480px] flex-col items-center justify-center gap-3 p-6 text-center"
    >
      <h1 className="text-[20px] font-semibold">This page broke</h1>
      <p className="text-(--quiet)">What you had saved is safe. Try again, or reload the page.</p>
      <div className="flex gap-2">
        <Button onClick={reset}>Try again</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </div>
    </div>
  )
}
