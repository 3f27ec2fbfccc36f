import { composeMail, plainName } from '#mail'
import { alertTitles } from './alert.ts'
import type { NewEvent } from './event.ts'
import type { Finding } from './rules.ts'

type Alert = { finding: Finding; event: NewEvent; organization: string; subject: string | undefined; link: string }

/** What whoever looks after an organization reads; names and devices in it were chosen by people whom they need not trust. */
export const alertMail = ({ finding, event: { at, ip, device }, organization: called, subject, link }: Alert) => {
  const organization = plainName(called)
  const title = alertTitles[finding.rule]
  return composeMail({
    subject: `${title} (${organization})`,
    paragraphs: [
      `${title}.`,
      ...(subject === undefined ? [] : [`Who: ${plainName(subject)}`]),
      ...(ip === undefined ? [] : [`From: ${ip}${device ? `, ${plainName(device)}` : ''}`]),
      `When: ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    ],
    action: { label: 'Look at the alert', link },
    note: `You may read the audit trail of ${organization}, so you are told. If it goes on, the alert counts it, and the next mail comes after an hour at the earliest.`,
  })
}
