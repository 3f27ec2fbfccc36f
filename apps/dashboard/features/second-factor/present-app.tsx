import { Button } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { removeSecondFactor, renewRecoveryCodes } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { Door } from '../../ui/door.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { CodeForm } from './code-form.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Props = { isRequired: boolean; onBack: () => void }

/** For whoever has an app and wants new recovery codes, another app, or none. */
export const PresentApp = ({ isRequired, onBack }: Props) => {
  const [recovery, setRecovery] = useState<string[]>()
  const { start, working, problem } = useAction(async () =>
    setRecovery((await api.call(renewRecoveryCodes)).recoveryCodes),
  )
  const remove = async (code: string) => {
    await api.call(removeSecondFactor, { body: { code } })
    await refresh('second-factor')
  }
  if (recovery) return <RecoveryCodes codes={recovery} onDone={() => setRecovery(undefined)} />
  return (
    <Door
      title="Your second factor is set up"
      lead={
        isRequired
          ? 'This organization asks for one: when you remove it, you set up another one right away.'
          : 'To use another app, remove this one first.'
      }
    >
      <Button onClick={onBack}>Back to Frontdesk</Button>
      <Button variant="default" loading={working} onClick={() => void start()}>
        Make new recovery codes
      </Button>
      {problem !== undefined && <Problem thrown={problem} />}
      <CodeForm label="Code" action="Remove it" onCode={remove} />
    </Door>
  )
}
