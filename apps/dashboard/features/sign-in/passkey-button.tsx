import type { PasskeyAnswer } from '@frontdesk/contract/passkeys'
import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useEffectEvent } from 'react'
import { api } from '../../lib/api.ts'
import { beginPasskeySignIn, finishPasskeySignIn } from '../../lib/endpoints.ts'
import { askForPasskey } from '../../lib/passkeys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { offerPasskeys } from './offer-passkeys.ts'

/** A passkey, by this button or among what the browser offers for the address. */
export const PasskeyButton = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const { start, working, problem } = useAction(async (chosen?: PasskeyAnswer) => {
    const answer = chosen ?? (await askForPasskey(await api.call(beginPasskeySignIn)))
    await api.call(finishPasskeySignIn, { body: { answer } })
    onSignedIn()
  })
  const onChosen = useEffectEvent((answer: PasskeyAnswer) => void start(answer))
  useEffect(() => {
    // A browser asks for one passkey at a time.
    if (!working) return offerPasskeys(onChosen)
  }, [working])
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFingerprint size={18} stroke={1.8} aria-hidden />}
        loading={working}
        onClick={() => void start()}
      >
        Sign in with a passkey
      </Button>
      {problem !== undefined && <Problem thrown={problem} />}
    </>
  )
}
