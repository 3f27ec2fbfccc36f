import { Button } from '@mantine/core'
import { leave } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { UsePasskeyButton } from './use-passkey-button.tsx'

type Props = { isRequired: boolean; onShown: () => void; onSetUpApp: () => void }

/** For whoever has a passkey, and came in with a password. */
export const ShowPasskey = ({ isRequired, onShown, onSetUpApp }: Props) => (
  <Door
    title="Show your passkey"
    lead={
      isRequired
        ? 'This organization asks everybody for a second factor. One of your passkeys is one.'
        : 'With it you may change how you sign in.'
    }
  >
    <UsePasskeyButton variant="filled" onShown={onShown} />
    {isRequired ? (
      <Button variant="subtle" color="gray" onClick={() => void leave()}>
        Sign out
      </Button>
    ) : (
      <Button variant="subtle" color="gray" onClick={onSetUpApp}>
        Set up an authenticator app
      </Button>
    )}
  </Door>
)
