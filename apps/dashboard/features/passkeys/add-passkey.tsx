'use client'

import { notify } from '../../ui/notify.tsx'
import { deviceName } from '../profile/device-name.ts'
import { addOwnPasskey } from './add-own-passkey.ts'
import { NameForm } from './name-form.tsx'

/** The first step to a new passkey; the browser has the second. */
export const AddPasskey = ({ onClose }: { onClose: () => void }) => {
  const add = async (name: string) => {
    await addOwnPasskey(name)
    void notify('Your passkey is added')
  }
  return (
    <NameForm
      title="Add a passkey"
      action="Add it"
      present={deviceName(navigator.userAgent)}
      onName={add}
      onClose={onClose}
    >
      Your browser asks next where to keep it: on this device, on your phone, on a security key or in a password
      manager.
    </NameForm>
  )
}
