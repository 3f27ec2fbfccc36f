'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { api, hasStatus } from '../../lib/api.ts'
import { verifyEmail } from '../../lib/endpoints.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Where the mailed link leads. Pressed and not just opened, because mail programs open links by themselves. */
export const ConfirmEmailScreen = () => {
  const token = useLinkToken()
  return token === null ? <NoLink /> : <ConfirmAddress key={token} token={token} />
}

const ConfirmAddress = ({ token = '' }: { token: string | undefined }) => {
  const [done, setDone] = useState(false)
  const { start, working, problem } = useAction(async () => {
    await api.call(verifyEmail, { body: { token } })
    setDone(true)
  })
  if (done)
    return (
      <Door title="Your address is confirmed">
        <Button component="a" href={paths.profile}>
          Go on to Frontdesk
        </Button>
      </Door>
    )
  if (hasStatus(problem, 404)) return <NoLink />
  return (
    <Door title="Confirm your address" lead="So that we know that mails to it reach you.">
      {problem !== undefined && <Problem thrown={problem} />}
      <Button loading={working} disabled={token === ''} onClick={() => void start()}>
        Confirm
      </Button>
    </Door>
  )
}

const NoLink = () => (
  <Door title="This link does not work" lead="It was used, has run out, or is not complete.">
    <p className="text-(--quiet)">A link is good for one time and one day. Your profile sends you another one.</p>
    <Button component="a" href={paths.profile}>
      Go to your profile
    </Button>
  </Door>
)
