import { setUp } from '@frontdesk/contract/accounts'
import type { Page } from '@playwright/test'
import { expect, stranger, test } from './journey.ts'
import { lookAt } from './support/look.ts'
import { fromPage, olivia } from './support/shop.ts'

test.use({ journey: { name: 'looks outside' }, storageState: stranger })

const heading = (name: string) => (page: Page) => expect(page.getByRole('heading', { name })).toBeVisible()

test('the doors and the empty rooms are whole, readable and accessible at both widths, by day and by night', async ({
  page,
  watched,
}) => {
  test.setTimeout(240_000)
  watched.expects(/status of (401|404)/)
  await lookAt(page, { name: 'welcome', path: '/welcome', arrive: heading('Welcome') })
  // With the page's own cookies, so that Olivia is signed in from here on.
  const reply = await page.request.post(`/api/v2${setUp.path}`, { data: olivia, headers: fromPage })
  expect(reply.status()).toBe(201)
  await lookAt(page, { name: 'welcome-choice', path: '/welcome', arrive: heading('How do you want to begin?') })
  await lookAt(page, {
    name: 'welcome-own',
    path: '/welcome',
    arrive: async () => {
      await page.getByRole('button', { name: 'Bring your own' }).click()
      await heading('Your first agent')(page)
    },
  })
  await lookAt(page, { name: 'chat-no-agents', path: '/chat', arrive: heading('Make your first agent') })
  await lookAt(page, { name: 'knowledge-empty', path: '/knowledge', arrive: heading('Nothing here yet') })
  await lookAt(page, { name: 'agents-empty', path: '/agents', arrive: heading('No agents yet') })
  await lookAt(page, { name: 'settings-empty', path: '/settings', arrive: heading('No API keys') })
  await lookAt(page, { name: 'sign-in', path: '/sign-in', arrive: heading('Sign in') })
  await lookAt(page, {
    name: 'sign-in-refused',
    path: '/sign-in',
    arrive: async () => {
      await page.getByLabel('E-mail').fill(olivia.email)
      await page.getByLabel('Password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    },
  })
  await lookAt(page, { name: 'forgot-password', path: '/forgot-password', arrive: heading('Forgot your password?') })
  await lookAt(page, {
    name: 'forgot-password-asked',
    path: '/forgot-password',
    arrive: async () => {
      await page.getByLabel('E-mail').fill('maximiliane.von-der-langen-strasse@workshops.northwind.example')
      await page.getByRole('button', { name: 'Mail me a link' }).click()
      await heading('Look for our mail')(page)
    },
  })
  const choose = heading('Choose a new password')
  await lookAt(page, { name: 'new-password', path: '/new-password#a-token', arrive: choose })
  await lookAt(page, { name: 'new-password-gone', path: '/new-password', arrive: heading('This link does not work') })
  await lookAt(page, { name: 'confirm-email', path: '/confirm-email#a-token', arrive: heading('Confirm your address') })
  await lookAt(page, { name: 'new-address', path: '/new-address#a-token', arrive: heading('Use this address?') })
  await lookAt(page, { name: 'new-address-gone', path: '/new-address', arrive: heading('This link does not work') })
  await lookAt(page, { name: 'join-gone', path: '/join', arrive: heading('This link does not work') })
  await lookAt(page, { name: 'not-found', path: '/no/such/page', arrive: heading('There is nothing at this address') })
})
