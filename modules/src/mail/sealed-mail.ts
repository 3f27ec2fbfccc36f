import type { Platform } from '@frontdesk/platform/platform'
import { createSealer } from '@frontdesk/platform/sealed-text'

type Body = { text: string; html: string }

const sealerOf = ({ config }: Platform) => createSealer(config.secret, 'mails')
const placeOf = (column: keyof Body, id: string) => `mails.${column} ${id}`

/** What a mail says, as it rests in its row: whoever reads the table or a backup finds no link that works. */
export const sealedBody = (platform: Platform, id: string, { text, html }: Body): Body => {
  const { seal } = sealerOf(platform)
  return { text: seal(text, placeOf('text', id)), html: seal(html, placeOf('html', id)) }
}

/** Throws for what was moved from another mail or kept under another FRONTDESK_SECRET. */
export const openedBody = (platform: Platform, id: string, column: keyof Body, kept: unknown): string =>
  sealerOf(platform).open(String(kept), placeOf(column, id))
