import type { Passkey } from '@frontdesk/contract/passkeys'
import { api } from '../../lib/api.ts'
import { addPasskey, beginPasskey } from '../../lib/endpoints.ts'
import { makePasskey } from '../../lib/passkeys.ts'
import { refresh } from '../../lib/query.ts'

/** Has this device, or one that it finds, make a passkey for whoever is signed in. */
export const addOwnPasskey = async (name: string): Promise<Passkey> => {
  const answer = await makePasskey(await api.call(beginPasskey))
  const added = await api.call(addPasskey, { body: { name, answer } })
  await Promise.all([refresh('passkeys'), refresh('second-factor')])
  return added
}
