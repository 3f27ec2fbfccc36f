'use client'

import { Button } from '@mantine/core'
import { useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { api, hasStatus } from '../../lib/api.ts'
import { readSecondFactor } from '../../lib/endpoints.ts'
import { paths, placeToReturnTo } from '../../lib/paths.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { leave } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { PresentApp } from './present-app.tsx'
import { SetUpApp } from './set-up-app.tsx'
import { ShowCode } from './show-code.tsx'
import { ShowPasskey } from './show-passkey.tsx'

const load = () => api.call(readSecondFactor)

/** Where a session is completed, and where the app that completes it is set up or taken away. */
export const SecondFactorScreen = () => {
  const next = useSearchParams().get('next')
  const goOn = () => window.location.assign(placeToReturnTo(next))
  const { value, problem } = useQuery('second-factor', load)
  const stranger = hasStatus(problem, 401)
  useEffect(() => {
    if (stranger) window.location.replace(paths.signIn(next ?? undefined))
  }, [stranger, next])
  const [wantsApp, setWantsApp] = useState(false)
  if (value?.isSetUp && !value.isShown) return <ShowCode hasPasskey={value.hasPasskey} onShown={goOn} />
  if (value?.isSetUp) return <PresentApp isRequired={value.isRequired} onBack={goOn} />
  if (value?.hasPasskey && !value.isShown && !wantsApp)
    return (
      <ShowPasskey
        isRequired={value.isRequired}
        onShown={value.isRequired ? goOn : () => void refresh('second-factor')}
        onSetUpApp={() => setWantsApp(true)}
      />
    )
  if (value) return <SetUpApp isRequired={value.isRequired && !value.isShown} onDone={goOn} />
  return (
    <Door title="Second factor">
      {problem === undefined || stranger ? (
        <SkeletonRows count={3} height={28} />
      ) : (
        <>
          <Problem thrown={problem} onRetry={() => void refresh('second-factor')} />
          <Button variant="default" onClick={() => void leave()}>
            Sign out
          </Button>
        </>
      )}
    </Door>
  )
}
