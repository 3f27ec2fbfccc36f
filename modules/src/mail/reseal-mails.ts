import type { Platform } from '@frontdesk/platform/platform'
import { type Resealed, resealRows } from '@frontdesk/platform/reseal-rows'
import { selectPersonal, updatePersonal } from './personal-store.ts'
import { personalPlace, personalSealer } from './sealed-mail.ts'

/** Seals anew what mails to persons keep under the server's secret before. Those of organizations have data keys. */
export const resealPersonalMails = async (platform: Platform): Promise<Resealed> => {
  const sum = { resealed: 0, unreadable: 0 }
  for (const part of ['text', 'html'] as const) {
    const { resealed, unreadable } = await resealRows({
      sealer: personalSealer(platform),
      next: async (after, limit) => {
        const mails = await selectPersonal(platform, part, after, limit)
        return mails.map(({ id, kept }) => ({ id, kept, place: personalPlace(part, id) }))
      },
      keep: ({ id, kept }, sealed) => updatePersonal(platform, { id, part, kept }, sealed),
    })
    sum.resealed += resealed
    sum.unreadable += unreadable
  }
  return sum
}
