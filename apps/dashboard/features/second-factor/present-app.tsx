import { Button } from '@mantine/core'
import { api } from '../../lib/api.ts'
import { removeSecondFactor } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { Door } from '../../ui/door.tsx'
import { CodeForm } from './code-form.tsx'

type Props = { isRequired: boolean; onBack: () => void }

/** For whoever has an app and wants another one, or none. */
export const RemoveApp = ({ isRequired, onBack }: Props) => {
  const remove = async (code: string) => {
    await api.call(removeSecondFactor, { body: { code } })
    await refresh('second-factor')
  }
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
      <CodeForm label="Code" action="Remove it" onCode={remove} />
    </Door>
  )
}
