import type { Passkey } from '@frontdesk/contract/passkeys'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { listPasskeys, removePasskey } from '../../lib/endpoints.ts'
import { knowsPasskeys } from '../../lib/passkeys.ts'
import { refresh, useQuery } from '../../lib/query.ts'
import { GatedButton } from '../../ui/gated-button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { useWaysIn } from '../sign-in/ways-in.ts'
import { PasskeyRow } from './passkey-row.tsx'

const Confirm = dynamic(() => import('../../ui/confirm.tsx').then(({ Confirm }) => Confirm), { ssr: false })
const AddPasskey = dynamic(() => import('./add-passkey.tsx').then(({ AddPasskey }) => AddPasskey), { ssr: false })
const RenamePasskey = dynamic(() => import('./rename-passkey.tsx').then(({ RenamePasskey }) => RenamePasskey), {
  ssr: false,
})

const load = () => api.call(listPasskeys)

/** The devices that sign one in without a password, where that is offered. */
export const Passkeys = () => (useWaysIn()?.passkeys ? <OwnPasskeys /> : null)

const OwnPasskeys = () => {
  const { value, problem } = useQuery('passkeys', load)
  const [adding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<Passkey>()
  const [removing, setRemoving] = useState<Passkey>()
  const remove = async () => {
    if (removing) await api.call(removePasskey, { parameters: { passkeyId: removing.id } })
    await Promise.all([refresh('passkeys'), refresh('sessions')])
  }
  const whyNot = knowsPasskeys() ? undefined : 'This browser knows no passkeys. Take another one.'
  return (
    <section aria-labelledby="passkeys" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-[260px]">
          <h2 id="passkeys" className="text-[16px] font-semibold">
            Passkeys
          </h2>
          <p className="text-(--quiet)">
            A device of yours signs you in with your finger, face or PIN, without the password.
          </p>
        </div>
        <GatedButton variant="default" whyNot={whyNot} onClick={() => setAdding(true)}>
          Add a passkey
        </GatedButton>
      </header>
      {problem !== undefined && <Problem thrown={problem} onRetry={() => void refresh('passkeys')} />}
      {value === undefined && problem === undefined && <SkeletonRows count={1} />}
      {value !== undefined && value.items.length > 0 && (
        <ul aria-label="Passkeys" className="border-t">
          {value.items.map(passkey => (
            <PasskeyRow key={passkey.id} passkey={passkey} onRename={setRenaming} onRemove={setRemoving} />
          ))}
        </ul>
      )}
      {adding && <AddPasskey onClose={() => setAdding(false)} />}
      {renaming && <RenamePasskey passkey={renaming} onClose={() => setRenaming(undefined)} />}
      {removing && (
        <Confirm
          title={`Remove ${removing.name}?`}
          action="Remove it"
          onConfirm={remove}
          onClose={() => setRemoving(undefined)}
        >
          It signs nobody in any more. The sessions in which it was added or used end, but this one. Delete it on the
          device as well, or the device goes on offering it.
        </Confirm>
      )}
    </section>
  )
}
