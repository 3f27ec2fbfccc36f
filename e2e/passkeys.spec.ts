import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { plugInDevice } from './support/device.ts'
import { lookAt } from './support/look.ts'
import { olivia } from './support/shop.ts'

// Pictures of four screens are taken on the way.
test.setTimeout(240_000)
test.use({ journey: { name: 'passkeys', models: {}, passkeys: true } })

const signOut = async (page: Page) => {
  await page.goto('/chat')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}
const signInByPassword = async (page: Page) => {
  await page.getByLabel('E-mail').fill(olivia.email)
  await page.getByLabel('Password', { exact: true }).fill(olivia.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
const byButton = (page: Page) => page.getByRole('button', { name: 'Sign in with a passkey' })

test('Olivia adds a passkey, comes in with it, and it is the second factor that everybody needs', async ({
  page,
  watched,
}) => {
  // What is refused on the way, and what pages ask in the moment in which she loses her cookie.
  watched.expects(/status of (401|403)/)
  const device = await plugInDevice(page)
  await page.goto('/settings/profile')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Work laptop')
  await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click()
  const passkeys = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem')
  await expect(passkeys).toContainText(['Work laptop'])
  await expect(passkeys).toContainText('Counts as a second factor')
  await expect(passkeys).toContainText('Never used')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('This device has a passkey of yours already.')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Rename Work laptop' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Laptop')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename it' }).click()
  await expect(passkeys).toContainText(['Laptop'])
  await lookAt(page, { name: 'passkeys', path: '/settings/profile', arrive: () => passkeys.scrollIntoViewIfNeeded() })

  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await lookAt(page, {
    name: 'add-passkey',
    path: '/settings/profile',
    arrive: async () => {
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await expect(dialog.getByLabel('Name')).toHaveValue(/^Chrome on /)
    },
  })

  await device.isOffered(false)
  await signOut(page)
  await lookAt(page, { name: 'sign-in-passkey', path: '/sign-in', arrive: () => expect(byButton(page)).toBeVisible() })
  await page.goto('/sign-in?next=%2Fsettings')
  await byButton(page).click()
  await expect(page).toHaveURL(/\/settings$/)

  await page.getByRole('switch', { name: 'Everybody needs a second factor' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ask everybody' }).click()
  await expect(page.getByRole('switch', { name: 'Everybody needs a second factor' })).toBeChecked()
  await page.goto('/settings/profile')
  await expect(passkeys).toContainText('Used')

  await signOut(page)
  await signInByPassword(page)
  const asksForIt = () => expect(page.getByRole('heading', { name: 'Show your passkey' })).toBeVisible()
  await asksForIt()
  await lookAt(page, { name: 'show-passkey', path: '/second-factor?next=%2Fknowledge', arrive: asksForIt })
  await device.knowsItsUser(false)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('That gave no passkey.')
  await device.knowsItsUser(true)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page).toHaveURL(/\/knowledge$/)

  await signOut(page)
  await device.isOffered(true)
  // The browser offers it for the address, and the device takes what it is offered.
  await page.goto('/sign-in?next=%2Fsettings%2Fprofile')
  await expect(page).toHaveURL(/\/settings\/profile$/)
  await page.getByRole('button', { name: 'Remove Laptop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click()
  await page.goto('/settings/audit')
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page).toHaveURL(/\/settings\/audit$/)
  for (const deed of ['added a passkey', 'renamed a passkey', 'removed a passkey'])
    await expect(page.getByText(`${olivia.name} ${deed}`).first()).toBeVisible()
  await page.goto('/settings/mail')
  await expect(page.getByText('A passkey was added to your Frontdesk account')).toHaveCount(2)
})
