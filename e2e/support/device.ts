import type { Page } from '@playwright/test'

const offersNothing = 'offers-nothing'

/** Chromium's own device for passkeys, which somebody touches at once whenever a page asks. */
export const plugInDevice = async (page: Page) => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  // It would be touched as soon as the sign-in page is there: some browsers offer nothing for an address.
  await page.addInitScript(key => {
    if (localStorage.getItem(key)) PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false)
  }, offersNothing)
  return {
    /** Whether pages from now on may have the browser offer a passkey for an address. */
    isOffered: (offered: boolean) =>
      page.evaluate(([key, offers]) => (offers ? localStorage.removeItem(key) : localStorage.setItem(key, 'so')), [
        offersNothing,
        offered,
      ] as const),
    /** Whether it knows the finger, face or PIN of whoever uses it. */
    knowsItsUser: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}
