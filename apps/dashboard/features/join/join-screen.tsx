'use client'

import { useCallback } from 'react'
import { api, hasStatus } from '../../lib/api.ts'
import { readInvitation, readSession } from '../../lib/endpoints.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { wasSignedIn } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { AcceptForm } from './accept-form.tsx'

const presentEmail = async () =>
  wasSignedIn()
    ? api.call(readSession).then(
        ({ user }) => user.email,
        () => undefined,
      )
    : undefined

/** What an invitation's link leads to: who invites, to what, and the way in. */
export const JoinScreen = () => {
  const token = useLinkToken()
  const load = useCallback(async () => {
    const [invitation, signedInAs] = await Promise.all([
      api.call(readInvitation, { body: { token: token ?? '' } }),
      presentEmail(),
    ])
    return { invitation, signedInAs }
  }, [token])
  const key = token ? `invitation:${token}` : null
  const { value, problem } = useQuery(key, load)
  if (token === null || hasStatus(problem, 404) || hasStatus(problem, 400)) return <NoInvitation />
  if (value !== undefined && token) return <AcceptForm key={token} token={token} {...value} />
  return (
    <Door title="Invitation">
      {problem === undefined ? (
        <SkeletonRows count={3} height={28} />
      ) : (
        <Problem thrown={problem} onRetry={() => void refresh('invitation')} />
      )}
    </Door>
  )
}

const NoInvitation = () => (
  <Door title="This link does not work" lead="It was used, taken back, replaced by a newer one, or is not complete.">
    <p className="text-(--quiet)">
      An invitation is good for one person and 72 hours. Open the whole link once more, or ask whoever invited you for a
      new one.
    </p>
  </Door>
)
