'use client'

import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import { finishProviderSignIn } from '../../lib/endpoints.ts'
import { paths, placeToReturnTo } from '../../lib/paths.ts'
import { rememberSignedIn } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { takePlace } from './place.ts'

// What came back counts once, and effects run twice while developing.
let finishing: Promise<void> | undefined

const finish = async () => {
  const query = window.location.search
  // It stays neither in the address bar nor in the history.
  window.history.replaceState(null, '', window.location.pathname)
  await api.call(finishProviderSignIn, { body: { query: query || '?' } })
  rememberSignedIn()
  window.location.replace(placeToReturnTo(takePlace()))
}

/** Where another service sends the browser back to. */
export const ReturnScreen = () => {
  const [problem, setProblem] = useState<unknown>()
  useEffect(() => {
    finishing ??= finish()
    finishing.catch(setProblem)
  }, [])
  return (
    <Door title="Sign in">
      {problem === undefined ? (
        <SkeletonRows count={2} height={28} />
      ) : (
        <>
          <Problem thrown={problem} />
          <Button component="a" href={paths.signIn()}>
            Back to signing in
          </Button>
        </>
      )}
    </Door>
  )
}
