import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { showSecondFactor } from '../../lib/endpoints.ts'
import { leave } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { CodeForm } from './code-form.tsx'
import { UsePasskeyButton } from './use-passkey-button.tsx'

/** The step after the password, for whoever has an app. */
export const ShowCode = ({ hasPasskey, onShown }: { hasPasskey: boolean; onShown: () => void }) => {
  const show = async (code: string) => {
    await api.call(showSecondFactor, { body: { code } })
    onShown()
  }
  return (
    <Door title="Enter your code" lead="Your authenticator app shows it. One of your recovery codes does as well.">
      <CodeForm label="Code" action="Go on" onCode={show}>
        {hasPasskey && <UsePasskeyButton variant="default" onShown={onShown} />}
        <Button variant="subtle" color="gray" onClick={() => void leave()}>
          Sign out
        </Button>
      </CodeForm>
    </Door>
  )
}
