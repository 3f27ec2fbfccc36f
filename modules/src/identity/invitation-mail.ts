import { composeMail, plainName } from '#mail'

/** What an invited person reads; both names were chosen by people whom they need not trust. */
export const invitationMail = (invitation: { inviter: string; organization: string; link: string }) => {
  const inviter = plainName(invitation.inviter)
  const organization = plainName(invitation.organization)
  return composeMail({
    subject: `${inviter} invites you to ${organization}`,
    paragraphs: [
      `${inviter} invites you to answer customers together with ${organization} on Frontdesk.`,
      'The invitation is for you alone. It lasts 72 hours and works once.',
    ],
    action: { label: 'Accept the invitation', link: invitation.link },
    note: 'If you do not know what this is about, leave it be, and nothing happens.',
  })
}
