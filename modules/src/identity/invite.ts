import type { Invitation } from '@frontdesk/contract/people'
import { record } from '#audit'
import type { Ctx } from '#context'
import { Conflict } from '#errors'
import { hashToken, invitationLink, makeToken } from './invitation.ts'
import { upsertInvitation } from './invitation-store.ts'
import { makerOf } from './maker.ts'
import { hasMemberWith, lockPeople } from './people-store.ts'
import { mustHold } from './role.ts'
import { findRole } from './role-store.ts'

const validMs = 72 * 60 * 60 * 1000

/** Invites a person to a role that the actor could have themselves; the link is in this reply and nowhere else. */
export async function invite(
  ctx: Ctx,
  { email, roleId }: { email: string; roleId: string },
): Promise<Invitation & { link: string }> {
  ctx.must('people.manage')
  const address = email.toLowerCase()
  const token = makeToken()
  const invitation = await ctx.transaction(async within => {
    await lockPeople(within)
    const role = await findRole(within, roleId)
    mustHold(within, role.permissions)
    if (await hasMemberWith(within, address)) throw new Conflict('This person belongs to the organization already.')
    const invitedBy = await makerOf(within)
    const expiresAt = new Date(within.now().getTime() + validMs)
    const made = await upsertInvitation(within, {
      email: address,
      role,
      tokenHash: hashToken(token),
      invitedBy,
      expiresAt,
    })
    await record(within, 'invitation.created', { target: made.id, details: { role: role.id } })
    return made
  })
  return { ...invitation, link: invitationLink(ctx.platform.config.url, token) }
}
