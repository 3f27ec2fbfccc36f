import { composeMail } from '#mail'

// The token stands behind the `#`, which browsers never send: it lands in no log.
export const newPasswordLink = (url: string, token: string): string => `${url}/new-password#${token}`
const newAddressLink = (url: string, token: string) => `${url}/new-address#${token}`
const confirmEmailLink = (url: string, token: string) => `${url}/confirm-email#${token}`

/** Whoever asks for this need not be whoever reads it, so nothing in it was chosen by somebody else. */
export const passwordResetMail = (url: string, token: string) =>
  composeMail({
    subject: 'Choose a new password for Frontdesk',
    paragraphs: [
      'Somebody, hopefully you, has asked for a new password for the Frontdesk account with this address.',
      'The link lasts an hour and works once. A new password signs you out everywhere.',
    ],
    action: { label: 'Choose a new password', link: newPasswordLink(url, token) },
    note: 'If it was not you, leave this be: your password stays as it is.',
  })

/** So that whoever did not do it learns of it. */
export const passwordChangedMail = (url: string) =>
  composeMail({
    subject: 'Your password for Frontdesk was changed',
    paragraphs: [
      'The password of the Frontdesk account with this address was changed just now.',
      'If that was you, there is nothing to do. If not, choose another one at once: it signs everybody else out.',
    ],
    action: { label: 'Choose another password', link: `${url}/forgot-password` },
    note: 'Check your sessions, your API keys, your passkeys and your second factor afterwards, under Settings.',
  })

/** For the same reason; what the passkey is called was chosen by whoever added it. */
export const passkeyAddedMail = (url: string) =>
  composeMail({
    subject: 'A passkey was added to your Frontdesk account',
    paragraphs: [
      'A new passkey opens the Frontdesk account with this address, without the password.',
      'If you added it, there is nothing to do. If not, remove it at once: that signs out whoever came in with it.',
    ],
    action: { label: 'Look at your passkeys', link: `${url}/settings/profile` },
    note: 'If it was not you, end your other sessions and change your password as well.',
  })

export const verificationMail = (url: string, token: string) =>
  composeMail({
    subject: 'Confirm your address for Frontdesk',
    paragraphs: [
      'A Frontdesk account has this address. Confirm that it is yours.',
      'The link lasts 24 hours and works once.',
    ],
    action: { label: 'Confirm the address', link: confirmEmailLink(url, token) },
    note: 'If you have no such account, leave this be: the address then stays unconfirmed.',
  })

/** Goes to an address that somebody has typed, so nothing in it was chosen by them. */
export const emailChangeMail = (url: string, token: string) =>
  composeMail({
    subject: 'Confirm your new address for Frontdesk',
    paragraphs: [
      'Somebody, hopefully you, wants to use this address for their Frontdesk account.',
      'Open the link where you are signed in to Frontdesk. It lasts 24 hours and works once.',
    ],
    action: { label: 'Confirm the new address', link: newAddressLink(url, token) },
    note: 'If you have no Frontdesk account, leave this be: nothing happens.',
  })

/** While the old address still counts, so that its owner can stop what they did not begin. */
export const emailChangeAskedMail = (url: string) =>
  composeMail({
    subject: 'Your address for Frontdesk is to be changed',
    paragraphs: [
      'Somebody who is signed in to the Frontdesk account with this address wants it to have another one, and has to confirm that by mail.',
      'If that was you, there is nothing to do here. If not, choose another password at once: it signs everybody else out and stops the change.',
    ],
    action: { label: 'Choose another password', link: `${url}/forgot-password` },
    note: 'Check your sessions, your API keys and your second factor afterwards, under Settings.',
  })

/** The last mail to the old address. */
export const emailChangedMail = (url: string) =>
  composeMail({
    subject: 'Your address for Frontdesk was changed',
    paragraphs: [
      'The Frontdesk account with this address has another one from now on. You sign in with that, and mails go there.',
      'If that was not you, tell an owner of your organization at once: they can remove the account.',
    ],
    action: { label: 'Go to Frontdesk', link: `${url}/sign-in` },
    note: 'This is the last mail to this address.',
  })

export const providersChangedMail = (url: string, { name, isLinked }: { name: string; isLinked: boolean }) =>
  composeMail({
    subject: isLinked ? `${name} opens your Frontdesk account` : `${name} no longer opens your Frontdesk account`,
    paragraphs: [
      isLinked
        ? `The Frontdesk account with this address can be signed in to with ${name} from now on.`
        : `The Frontdesk account with this address can no longer be signed in to with ${name}.`,
      'If that was you, there is nothing to do. If not, look at your profile, and choose another password at once: it signs everybody else out.',
    ],
    action: { label: 'Look at your profile', link: `${url}/settings/profile` },
    note: 'Check your sessions, your API keys and your second factor as well, under Settings.',
  })
