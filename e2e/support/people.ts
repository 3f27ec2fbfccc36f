import type { Browser, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Server } from './server.ts'

/** A browser of somebody else's, which knows nobody. */
export const elsewhere = async (browser: Browser, baseURL: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  return context.newPage()
}

/** What Olivia reads among her mails, where nothing sends them. */
export const linkIn = async (page: Page, to: string, subject: string) => {
  await page.goto('/settings/mail')
  const mail = page.getByRole('list', { name: 'Mails' }).getByRole('listitem').filter({ hasText: to })
  await mail.filter({ hasText: subject }).first().locator('summary').click()
  const text = (await page.getByTestId('mail-text').textContent()) ?? ''
  return /https?:\S+/.exec(text)?.[0] ?? ''
}

/** Everybody last proved who they are long enough ago to be asked again. */
export const timePasses = (server: Server) =>
  server.meanwhile(`UPDATE auth_sessions SET proven_at = proven_at - interval '5 minutes'`)

export const confirmation = (page: Page) => page.getByRole('dialog', { name: 'Confirm that it is you' })

export const confirmBy = async (page: Page, password: string) => {
  const field = confirmation(page).getByLabel('Your password')
  await expect(field).toBeFocused()
  await field.fill(password)
  await field.press('Enter')
  await expect(confirmation(page)).toBeHidden()
}
