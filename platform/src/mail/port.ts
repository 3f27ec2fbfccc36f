/** One mail to one person, in plain text and in HTML. */
export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** `<…@…>`, the same however often it is tried: a mail that arrives twice is shown once by many programs. */
  messageId: string
}

/** A mail that was not taken. The message is for owners: it holds no address, no content and no credentials. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  /** Whether trying the same mail again can help. */
  readonly retryable: boolean

  // What the other side said may repeat addresses and contents, so there is no cause that could reach a log.
  constructor(message: string, { retryable }: { retryable: boolean }) {
    super(message)
    this.retryable = retryable
  }
}

/**
 * Hands mails to a service that delivers them. Resolves once the service has taken the mail, which it may do twice when
 * its answer is lost. Throws MailFailure, at the latest after a minute; a line break in a header is one that stays.
 */
export interface MailTransport {
  send(mail: Mail): Promise<void>
}
