import { type Mail, MailFailure } from './port.ts'

const address = /^[^\s\p{C}<>()[\]\\,;:@"]{1,64}@[^\s\p{C}<>()[\]\\,;:@"]{1,255}$/u
const messageId = /^<[\w.-]+@[\w.[\]:-]+>$/
const breaks = /[\p{Cc}\u2028\u2029]/u

/** The mail itself, if each of its headers is one line. Throws MailFailure otherwise, before anything is sent. */
export const checkedMail = (mail: Mail): Mail => {
  if (!address.test(mail.to)) throw unfit('The address is not one that mail can be sent to.')
  if (breaks.test(mail.subject)) throw unfit('The subject holds a line break or another control character.')
  if (!messageId.test(mail.messageId)) throw unfit('The mail has no proper Message-ID.')
  return mail
}

const unfit = (message: string) => new MailFailure(message, { retryable: false })
