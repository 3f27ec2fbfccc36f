import type { Platform } from '@frontdesk/platform/platform'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { type Ctx, createCtx, systemActor } from '#context'
import { openSecret, sealSecret } from '#secrets'

export type Body = { text: string; html: string }
type Part = keyof Body

// What opens a person's account belongs to no organization, wherever the mail is listed.
export const personalSealer = ({ config }: Platform) => createSealer(config, 'mails')
export const personalPlace = (part: Part, id: string) => `mails.${part} ${id}`

/** What a mail of the organization says, as it rests in its row: whoever reads the table or a backup finds no link that works. */
export const sealedBody = async (ctx: Ctx, id: string, { text, html }: Body): Promise<Body> => ({
  text: await sealSecret(ctx, { column: 'mails.text', row: id }, text),
  html: await sealSecret(ctx, { column: 'mails.html', row: id }, html),
})

/** The same for a mail to a person. */
export const sealedForPerson = (platform: Platform, id: string, { text, html }: Body): Body => {
  const { seal } = personalSealer(platform)
  return { text: seal(text, personalPlace('text', id)), html: seal(html, personalPlace('html', id)) }
}

/** Of a mail to a person there need not be an organization. */
export type Kept = { id: string; organizationId: string | undefined; isPersonal: boolean }

/** Throws for what was moved from another mail, and for what no key that is here has sealed. */
export const openedBody = async (
  platform: Platform,
  { id, organizationId, isPersonal }: Kept,
  part: Part,
  sealed: string,
): Promise<string> => {
  if (isPersonal || organizationId === undefined) return personalSealer(platform).open(sealed, personalPlace(part, id))
  const ctx = createCtx(platform, { organizationId, actor: systemActor('mail'), requestId: `mail-${id}` })
  return openSecret(ctx, { column: `mails.${part}`, row: id }, sealed)
}
