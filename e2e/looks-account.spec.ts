import { confirmSession } from '@frontdesk/contract/confirmation'
import { expect, test } from './journey.ts'
import { lookAt } from './support/look.ts'
import { confirmation, timePasses } from './support/people.ts'
import { olivia } from './support/shop.ts'

test.use({ journey: { name: 'looks of an account', provider: true } })

test.describe('one’s own account, whole, readable and accessible at both widths, by day and by night:', () => {
  test.describe.configure({ timeout: 150_000 })

  test('the profile and the mails', async ({ page }) => {
    const listed = () => expect(page.getByRole('list', { name: 'Sessions' })).toContainText('This one')
    await lookAt(page, { name: 'settings-profile', path: '/settings/profile', arrive: listed })
    await lookAt(page, {
      name: 'settings-profile-address',
      path: '/settings/profile',
      arrive: async () => {
        await listed()
        await page.getByRole('button', { name: 'Change the address' }).click()
        await expect(page.getByLabel('New address')).toBeFocused()
      },
    })
    await lookAt(page, {
      name: 'settings-profile-services',
      path: '/settings/profile',
      arrive: async () => {
        await listed()
        await page.getByRole('list', { name: 'Other services' }).scrollIntoViewIfNeeded()
      },
    })
    await lookAt(page, {
      name: 'settings-profile-sessions',
      path: '/settings/profile',
      arrive: async () => {
        await listed()
        await page.getByRole('list', { name: 'Sessions' }).scrollIntoViewIfNeeded()
      },
    })
    await lookAt(page, {
      name: 'settings-mail',
      path: '/settings/mail',
      arrive: async () => {
        await page.getByText('Confirm your address for Frontdesk').first().click()
        await expect(page.getByTestId('mail-text')).toBeVisible()
      },
    })
    await lookAt(page, {
      name: 'settings-second-factor',
      path: '/settings',
      arrive: async () => {
        const needed = page.getByRole('switch', { name: 'Everybody needs a second factor' })
        await expect(needed).toBeEnabled()
        await needed.click()
        await expect(page.getByRole('dialog')).toBeVisible()
      },
    })
  })

  test('confirming that it is you', async ({ page, server, watched }) => {
    watched.expects(/status of 403/)
    await timePasses(server)
    await lookAt(page, {
      name: 'confirmation',
      path: '/settings',
      arrive: async () => {
        await page.getByRole('button', { name: 'New API key' }).click()
        await page.getByRole('dialog', { name: 'New API key' }).getByLabel('Name').fill('Stock system')
        await page.getByRole('button', { name: 'Create key' }).click()
        await expect(confirmation(page).getByLabel('Your password')).toBeFocused()
      },
    })
    await lookAt(page, {
      name: 'confirmation-refused',
      path: '/second-factor',
      arrive: async () => {
        await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
        await confirmation(page).getByLabel('Your password').fill('not the password')
        await confirmation(page).getByRole('button', { name: 'Confirm' }).click()
        await expect(confirmation(page).getByRole('alert')).toBeVisible()
      },
    })
  })

  test('the second factor', async ({ page, shop }) => {
    await shop.api.call(confirmSession, { body: { password: olivia.password } })
    await lookAt(page, {
      name: 'second-factor',
      path: '/second-factor',
      arrive: async () => {
        await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
        await expect(page.getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
      },
    })
  })
})
