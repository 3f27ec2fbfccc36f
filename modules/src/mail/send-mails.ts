import { MailFailure, type MailTransport } from '@frontdesk/platform/mail/port'
import type { Platform } from '@frontdesk/platform/platform'
import { createLoop, type Loop } from '../loop.ts'
import { messageIdOf, pauseAfterMs } from './mail.ts'
import { openedBody } from './sealed-mail.ts'
import { type Claimed, claimMails, keepFailure, keepSent, keepUnsent } from './sender-store.ts'

const lookEveryMs = 10_000
const atOnce = 5

const senders = new WeakMap<Platform, Loop>()

/**
 * Sends waiting mails of all organizations, those of a process that is gone included; another process takes others.
 * Looks every ten seconds, and at once when woken. Returns how to stop, which waits for the mails that are under way.
 */
export const keepSending = (platform: Platform): (() => Promise<void>) => {
  const { mail: transport } = platform
  if (!transport) return keepForReading(platform)
  let stopped = false
  const sender = createLoop(() => sendWaiting(platform, transport, () => stopped))
  senders.set(platform, sender)
  sender.wake()
  const timer = setInterval(sender.wake, lookEveryMs)
  return () => {
    stopped = true
    clearInterval(timer)
    senders.delete(platform)
    return sender.idle()
  }
}

/** Has waiting mails sent soon; a wake that is lost costs ten seconds. */
export const wakeSender = (platform: Platform) => senders.get(platform)?.wake()

/** Resolves when no mail whose time has come waits for this process. For tests. */
export const sendingIdle = async (platform: Platform): Promise<void> => senders.get(platform)?.idle()

/** The service was taken away while mails waited for it. */
const keepForReading = (platform: Platform) => {
  const kept = keepUnsent(platform).catch((error: unknown) => platform.log.warn('Mails still wait', { error }))
  return async () => kept
}

const sendWaiting = async (platform: Platform, transport: MailTransport, isStopped: () => boolean) => {
  try {
    while (!isStopped()) {
      const claimed = await claimMails(platform, atOnce)
      if (claimed.length === 0) return
      await Promise.all(claimed.map(mail => sendOne(platform, transport, mail)))
    }
  } catch (error) {
    platform.log.error('Waiting mails could not be sent', { error })
  }
}

const sendOne = async (platform: Platform, transport: MailTransport, mail: Claimed) => {
  const failure = await deliver(platform, transport, mail).then(() => undefined, failureOf)
  if (!failure) return keepSent(platform, mail)
  const pauseMs = failure.retryable ? pauseAfterMs(mail.attempt) : undefined
  platform.log.warn('A mail was not taken', {
    mailId: mail.id,
    attempt: mail.attempt,
    reason: failure.message,
    pauseMs,
  })
  await keepFailure(platform, mail, { failure: failure.message, pauseMs })
}

const deliver = async (platform: Platform, transport: MailTransport, mail: Claimed) => {
  const { id, to, subject } = mail
  const text = await openedBody(platform, mail, 'text', mail.text)
  const html = await openedBody(platform, mail, 'html', mail.html)
  await transport.send({ to, subject, text, html, messageId: messageIdOf(id, platform.config.url) })
}

// Whatever else was thrown may hold the mail itself, and is not told.
const failureOf = (error: unknown) =>
  error instanceof MailFailure ? error : new MailFailure('Sending it failed on our side.', { retryable: true })
