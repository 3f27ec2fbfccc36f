import type { PasskeyAnswer } from '@frontdesk/contract/passkeys'
import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { api } from '../../lib/api.ts'
import { beginPasskeySignIn, showPasskey } from '../../lib/endpoints.ts'
import { askForPasskey } from '../../lib/passkeys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Show = (answer: PasskeyAnswer) => Promise<unknown>
type Props = { variant: 'filled' | 'default'; show?: Show; onShown: () => void }

const completeSession: Show = answer => api.call(showPasskey, { body: { answer } })

/** Has the person choose a passkey, and shows it: to complete the session as a code does, unless said otherwise. */
export const UsePasskeyButton = ({ variant, show = completeSession, onShown }: Props) => {
  const { start, working, problem } = useAction(async () => {
    const answer = await askForPasskey(await api.call(beginPasskeySignIn))
    await show(answer)
    onShown()
  })
  return (
    <>
      {problem !== undefined && <Problem thrown={problem} />}
      <Button
        variant={variant}
        leftSection={<IconFingerprint size={18} stroke={1.8} aria-hidden />}
        loading={working}
        onClick={() => void start()}
      >
        Use a passkey
      </Button>
    </>
  )
}
