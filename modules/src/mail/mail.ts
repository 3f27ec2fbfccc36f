import type { MailKind } from '@frontdesk/contract/mail'

/** What a module has mailed; made by `composeMail`, so that nothing in it is anybody else’s HTML or link. */
export type NewMail = { kind: MailKind; to: string; subject: string; text: string; html: string }

const minuteMs = 60_000
const pausesMs = [1, 5, 15, 60, 180, 420, 720].map(minutes => minutes * minuteMs)

/** Over about a day: a server that is away for a night costs no mail. */
export const mostAttempts = pausesMs.length + 1

/** How long to wait after the attempt of this number; undefined after the last. */
export const pauseAfterMs = (attempt: number): number | undefined => pausesMs[attempt - 1]

/** The same at every attempt. */
export const messageIdOf = (mailId: string, url: string): string => `<${mailId}@${new URL(url).hostname}>`
