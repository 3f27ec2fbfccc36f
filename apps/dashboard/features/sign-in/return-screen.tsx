'use client'

import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { api, hasCode } from '../../lib/api.ts'
import { confirmSession, finishProviderLink, finishProviderSignIn } from '../../lib/endpoints.ts'
import { paths, placeToReturnTo } from '../../lib/paths.ts'
import { rememberSignedIn, startAfresh } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { type Errand, takeErrand } from './errand.ts'

// What came back counts once, and effects run twice while developing.
let finishing: { errand: Errand; done: Promise<void> } | undefined

const finish = async ({ to, next }: Errand, query: string) => {
  if (to === 'link') await api.call(finishProviderLink, { body: { query } })
  else if (to === 'confirm') await api.call(confirmSession, { body: { query } })
  else {
    await api.call(finishProviderSignIn, { body: { query } })
    rememberSignedIn()
  }
  if (to === 'join') startAfresh()
  else window.location.replace(placeToReturnTo(next))
}

const begin = () => {
  const query = window.location.search || '?'
  // It stays neither in the address bar nor in the history.
  window.history.replaceState(null, '', window.location.pathname)
  const errand = takeErrand()
  return { errand, done: finish(errand, query) }
}

const titles: Record<Errand['to'], string> = {
  'sign-in': 'Sign in',
  join: 'Join',
  link: 'Link another service',
  confirm: 'Confirm that it is you',
}

/** Where another service sends the browser back to. */
export const ReturnScreen = () => {
  const [{ to, next }, setErrand] = useState<Errand>({ to: 'sign-in', next: null })
  const [problem, setProblem] = useState<unknown>()
  useEffect(() => {
    finishing ??= begin()
    setErrand(finishing.errand)
    finishing.done.catch(setProblem)
  }, [])
  return (
    <Door title={titles[to]}>
      {problem === undefined ? (
        <SkeletonRows count={2} height={28} />
      ) : (
        <>
          <Problem thrown={problem} />
          <WayBack to={hasCode(problem, 'second-factor-required') ? 'sign-in' : to} next={next} />
        </>
      )}
    </Door>
  )
}

const WayBack = ({ to, next }: Errand) =>
  to === 'sign-in' ? (
    <Button component="a" href={paths.signIn()}>
      Back to signing in
    </Button>
  ) : (
    <Button component="a" href={placeToReturnTo(next)}>
      {to === 'join' ? 'Back to the invitation' : 'Go back'}
    </Button>
  )
