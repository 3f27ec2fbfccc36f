import { Switch } from '@mantine/core'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWhyNot } from '../../lib/can.ts'
import { readSecondFactor, updateOrganization } from '../../lib/endpoints.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })

const load = () => api.call(readSecondFactor)

/** Whether everybody in the organization needs more than a password. */
export const RequireSecondFactor = () => {
  const whyNot = useWhyNot('organization.manage')
  const { value, problem: unread } = useQuery('second-factor', load)
  const [asking, setAsking] = useState(false)
  const change = async (requiresSecondFactor: boolean) => {
    await api.call(updateOrganization, { body: { requiresSecondFactor } })
    void notify('Saved')
    // Whoever has none is led to setting one up by this, the one who asks for it included.
    await Promise.all([refresh('second-factor'), refresh('me')])
  }
  const { start, working, problem } = useAction(() => change(false))
  const shown = problem ?? unread
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Everybody needs a second factor"
        description={whyNot ?? 'Who has none yet is asked to set one up with their next click. API keys go on.'}
        checked={value?.isRequired ?? false}
        disabled={whyNot !== undefined || value === undefined || working}
        onChange={event => (event.currentTarget.checked ? setAsking(true) : void start())}
      />
      {shown !== undefined && <Problem thrown={shown} onRetry={() => void refresh('second-factor')} />}
      {asking && (
        <Confirm
          title="Ask everybody for a second factor?"
          action="Ask everybody"
          onConfirm={() => change(true)}
          onClose={() => setAsking(false)}
        >
          {value?.isSetUp
            ? 'Whoever has none can do nothing here before they have set one up.'
            : 'Whoever has none can do nothing here before they have set one up. You have none: you begin with yours now.'}
        </Confirm>
      )}
    </div>
  )
}
