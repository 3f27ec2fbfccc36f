'use client'

import type { Passkey } from '@frontdesk/contract/passkeys'
import { api } from '../../lib/api.ts'
import { renamePasskey } from '../../lib/endpoints.ts'
import { refresh } from '../../lib/query.ts'
import { NameForm } from './name-form.tsx'

export const RenamePasskey = ({ passkey: { id, name }, onClose }: { passkey: Passkey; onClose: () => void }) => {
  const rename = async (name: string) => {
    await api.call(renamePasskey, { parameters: { passkeyId: id }, body: { name } })
    await refresh('passkeys')
  }
  return <NameForm title="Rename the passkey" action="Rename it" present={name} onName={rename} onClose={onClose} />
}
