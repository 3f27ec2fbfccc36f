import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { askEmailVerification } from '../../lib/endpoints.ts'
import { notify } from '../../ui/notify.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useAction } from '../../ui/use-action.ts'
import { ChangeAddress } from './change-address.tsx'

type Props = { email: string; isVerified: boolean }

/** The address one signs in with, whether mails to it are known to arrive, and the way to another one. */
export const Address = ({ email, isVerified }: Props) => {
  const [isChanging, setChanging] = useState(false)
  const { start, working, problem } = useAction(async () => {
    await api.call(askEmailVerification)
    void notify('A mail with a link is on its way to you')
  })
  const Icon = isVerified ? IconCheck : IconAlertTriangle
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="flex min-w-0 flex-1 basis-[260px] flex-wrap items-center gap-x-3">
          <span className="min-w-0 [overflow-wrap:anywhere]">{email}</span>
          <span
            className={`inline-flex items-center gap-1 text-[13px] whitespace-nowrap ${isVerified ? 'text-(--good)' : 'text-(--warn)'}`}
          >
            <Icon size={15} stroke={1.8} aria-hidden />
            {isVerified ? 'Confirmed' : 'Not confirmed'}
          </span>
        </span>
        <span className="flex flex-wrap gap-2">
          {!isVerified && (
            <Button size="compact-sm" variant="default" loading={working} onClick={() => void start()}>
              Send the mail again
            </Button>
          )}
          {!isChanging && (
            <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
              Change the address
            </Button>
          )}
        </span>
      </div>
      {!isVerified && (
        <p className="text-[13px] text-(--quiet)">
          Open the link in our mail to confirm this address. Everything works without it meanwhile.
        </p>
      )}
      {problem !== undefined && <Problem thrown={problem} />}
      {isChanging && <ChangeAddress onClose={() => setChanging(false)} />}
    </div>
  )
}
