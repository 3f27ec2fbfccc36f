import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { api } from '../../lib/api.ts'
import { beginPasskeySignIn, showPasskey } from '../../lib/endpoints.ts'
import { askForPasskey } from '../../lib/passkeys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

type Props = { variant: 'filled' | 'default'; onShown: () => void }

/** Completes the session with a passkey, as a code does. */
export const UsePasskeyButton = ({ variant, onShown }: Props) => {
  const { start, working, problem } = useAction(async () => {
    const answer = await askForPasskey(await api.call(beginPasskeySignIn))
    await api.call(showPasskey, { body: { answer } })
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
