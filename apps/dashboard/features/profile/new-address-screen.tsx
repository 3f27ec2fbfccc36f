'use client'

import { Button } from '@mantine/core'
import { useState } from 'react'
import { api, hasStatus } from '../../lib/api.ts'
import { changeEmail } from '../../lib/endpoints.ts'
import { useLinkToken } from '../../lib/link-token.ts'
import { paths } from '../../lib/paths.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

/** Where the mail to a new address leads. Pressed and not just opened, because mail programs open links by themselves. */
export const NewAddressScreen = () => {
  const token = useLinkToken()
  return token === null ? <NoLink /> : <TakeAddress key={token} token={token} />
}

const TakeAddress = ({ token = '' }: { token: string | undefined }) => {
  const [email, setEmail] = useState<string>()
  const { start, working, problem } = useAction(async () => {
    const { user } = await api.call(changeEmail, { body: { token } })
    setEmail(user.email)
  })
  if (email !== undefined)
    return (
      <Door title="Your address is changed" lead={`From now on you sign in with ${email}, and our mails go there.`}>
        <ToProfile />
      </Door>
    )
  if (hasStatus(problem, 404)) return <NoLink />
  if (hasStatus(problem, 401)) return <Stranger />
  return (
    <Door title="Use this address?" lead="Your Frontdesk account then has the address that this mail went to.">
      {problem !== undefined && <Problem thrown={problem} />}
      <Button loading={working} disabled={token === ''} onClick={() => void start()}>
        Use this address
      </Button>
    </Door>
  )
}

const Stranger = () => (
  <Door title="Sign in first" lead="The link works where you are signed in as the person who asked for it.">
    <p className="text-(--quiet)">Sign in here with your present address, then open the link in the mail once more.</p>
    <Button component="a" href={paths.signIn(paths.profile)}>
      Sign in
    </Button>
  </Door>
)

const NoLink = () => (
  <Door
    title="This link does not work"
    lead="It was used, has run out, is not complete, or was asked for by somebody else."
  >
    <p className="text-(--quiet)">A link is good for one time and one day. Your profile sends you another one.</p>
    <ToProfile />
  </Door>
)

const ToProfile = () => (
  <Button component="a" href={paths.profile}>
    Go to your profile
  </Button>
)
