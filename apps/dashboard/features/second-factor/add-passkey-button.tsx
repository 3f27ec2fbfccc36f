import { Button } from '@mantine/core'
import { BrowserRefusal } from '../../lib/api.ts'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { addOwnPasskey } from '../passkeys/add-own-passkey.ts'
import { deviceName } from '../profile/device-name.ts'

/** A passkey in place of an app, for whoever has to have one of them. */
export const AddPasskeyButton = ({ onAdded }: { onAdded: () => void }) => {
  const { start, working, problem } = useAction(async () => {
    const { isSecondFactor } = await addOwnPasskey(deviceName(navigator.userAgent))
    if (!isSecondFactor)
      throw new BrowserRefusal('This passkey does not ask who is using it, so it is no second factor. Set up an app.')
    onAdded()
  })
  return (
    <>
      {problem !== undefined && <Problem thrown={problem} />}
      <Button variant="default" loading={working} onClick={() => void start()}>
        Add a passkey
      </Button>
    </>
  )
}
