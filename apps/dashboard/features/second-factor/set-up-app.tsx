import { Button } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { confirmSecondFactor, enrolSecondFactor } from '../../lib/endpoints.ts'
import { knowsPasskeys } from '../../lib/passkeys.ts'
import { leave } from '../../lib/session.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { useWaysIn } from '../sign-in/ways-in.ts'
import { AddPasskeyButton } from './add-passkey-button.tsx'
import { CodeForm } from './code-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

const QrCode = dynamic(() => import('./qr-code.tsx').then(({ QrCode }) => QrCode), { ssr: false })

const why = 'A password that was stolen then opens nothing by itself.'
const whyRequired = 'This organization asks everybody for a second factor. You need an authenticator app on your phone.'
const eitherRequired =
  'This organization asks everybody for a second factor: an authenticator app on your phone, or a passkey.'

/** An app is set up in three steps: its secret, the first code, and the codes for the day the phone is lost. */
export const SetUpApp = ({ isRequired, onDone }: { isRequired: boolean; onDone: () => void }) => {
  const [app, setApp] = useState<{ secret: string; uri: string }>()
  const [recovery, setRecovery] = useState<string[]>()
  const { start, working, problem } = useAction(async () => setApp(await api.call(enrolSecondFactor)))
  const takesPasskey = useWaysIn()?.passkeys === true && knowsPasskeys()
  const confirm = async (code: string) =>
    setRecovery((await api.call(confirmSecondFactor, { body: { code } })).recoveryCodes)
  if (recovery) return <RecoveryCodes codes={recovery} onDone={onDone} />
  if (app)
    return (
      <Door title="Add Frontdesk to your app" lead="Scan this with your authenticator app, or type the secret into it.">
        <QrCode text={app.uri} />
        <code className="rounded-lg bg-(--subtle) p-3 text-center text-[13px] [overflow-wrap:anywhere]">
          {app.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
        <CodeForm label="The code that it shows now" action="Confirm" onCode={confirm} />
      </Door>
    )
  return (
    <Door title="Set up a second factor" lead={isRequired ? (takesPasskey ? eitherRequired : whyRequired) : why}>
      {problem !== undefined && <Problem thrown={problem} />}
      <Button loading={working} onClick={() => void start()}>
        Set up an authenticator app
      </Button>
      {isRequired && takesPasskey && <AddPasskeyButton onAdded={onDone} />}
      {isRequired ? (
        <Button variant="subtle" color="gray" onClick={() => void leave()}>
          Sign out
        </Button>
      ) : (
        <Button variant="subtle" color="gray" onClick={onDone}>
          Not now
        </Button>
      )}
    </Door>
  )
}
