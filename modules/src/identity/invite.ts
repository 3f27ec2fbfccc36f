import type { Invitation } from '@frontdesk/contract/people'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { queueMail } from '#mail'
import { hashToken, invitationLink, makeToken } from './invitation.ts'
import { invitationMail } from './invitation-mail.ts'
import { upsertInvitation } from './invitation-store.ts'
import { findNames, hasMemberWith, lockPeople } from './people-store.ts'
import { personOf } from './person.ts'
import { mustHold } from './role.ts'
import { findRole } from './role-store.ts'

const validMs = 72 * 60 * 60 * 1000

/** Invites a person to a role that the actor could have themselves; the link is in this reply and in the mail to them. */
export async function invite(
  ctx: Ctx,
  { email, roleId }: { email: string; roleId: string },
): Promise<Invitation & { link: string }> {
  ctx.must('people.manage')
  const address = email.toLowerCase()
  const token = makeToken()
  // Only whoever reads the mail knows this one, so it also proves the address. Where nothing sends, owners read mails.
  const mailed = ctx.platform.mail ? makeToken() : undefined
  const { url } = ctx.platform.config
  const invitation = await ctx.transaction(async within => {
    await lockPeople(within)
    const role = await findRole(within, roleId)
    mustHold(within, role)
    if (await hasMemberWith(within, address)) throw new Conflict('This person belongs to the organization already.')
    const invitedBy = personOf(within)
    const expiresAt = new Date(within.now().getTime() + validMs)
    const made = await upsertInvitation(within, {
      email: address,
      role,
      tokenHash: hashToken(token),
      mailedHash: mailed === undefined ? undefined : hashToken(mailed),
      invitedBy,
      expiresAt,
    })
    const { person, organization } = await findNames(within, invitedBy)
    const mail = invitationMail({ inviter: person, organization, link: invitationLink(url, mailed ?? token) })
    await queueMail(within, { kind: 'invitation', to: address, ...mail })
    await record(within, 'invitation.created', { target: made.id, details: { role: role.id } })
    return made
  })
  return { ...invitation, link: invitationLink(url, token) }
}
