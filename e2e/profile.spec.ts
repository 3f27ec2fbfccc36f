import { createClient } from '@frontdesk/contract/client'
import { acceptInvitation, createInvitation } from '@frontdesk/contract/people'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { elsewhere, linkIn } from './support/people.ts'
import type { Shop } from './support/shop.ts'

test.use({ journey: { name: 'profile', models: {} } })

const password = 'four spokes, a chain and a bell'
const better = 'five spokes, a chain and a bell'

/** An agent of the shop; each test has one of its own. */
const hire = async ({ api }: Shop, baseUrl: string, name: string) => {
  const email = `${name.toLowerCase()}@northwind.example`
  const { link } = await api.call(createInvitation, { body: { email, roleId: 'agent' } })
  const account = { name: `${name} Lind`, password }
  await createClient({ baseUrl }).call(acceptInvitation, { body: { token: link.replace(/^.*#/, ''), account } })
  return email
}

const signIn = async (page: Page, email: string, password: string) => {
  await page.goto('/sign-in?next=%2Fsettings%2Fprofile')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('Adam forgot his password: Olivia hands the link on, it works once, and his other sessions end', async ({
  page,
  browser,
  server,
  shop,
  watched,
}) => {
  watched.expects(/status of (400|401|404)/)
  const email = await hire(shop, server.url, 'Adam')
  const his = await elsewhere(browser, server.url)
  await signIn(his, email, password)
  await expect(his.getByRole('heading', { name: 'Sessions' })).toBeVisible()

  const phone = await elsewhere(browser, server.url)
  await phone.goto('/sign-in')
  await phone.getByRole('link', { name: 'Forgot your password?' }).click()
  await phone.getByLabel('E-mail').fill('nobody@northwind.example')
  await phone.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(phone.getByRole('heading', { name: 'Look for our mail' })).toBeVisible()
  await phone.goto('/forgot-password')
  await phone.getByLabel('E-mail').fill(email)
  await phone.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(phone.getByRole('heading', { name: 'Look for our mail' })).toBeVisible()

  const link = await linkIn(page, email, 'Choose a new password')
  await expect(page.getByRole('list', { name: 'Mails' })).not.toContainText('nobody@northwind.example')
  await phone.goto(link)
  await expect(phone).toHaveURL(/\/new-password$/)
  const chosen = phone.getByLabel('New password', { exact: true })
  await chosen.fill('passwordpassword')
  await phone.getByRole('button', { name: 'Change the password' }).click()
  await expect(phone.getByText('one of the first that somebody would try')).toBeVisible()
  await chosen.fill(better)
  await phone.getByRole('button', { name: 'Change the password' }).click()
  await expect(phone.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()

  await his.reload()
  await expect(his).toHaveURL(/\/sign-in/)
  await his.goto(link)
  await his.getByLabel('New password', { exact: true }).fill(better)
  await his.getByRole('button', { name: 'Change the password' }).click()
  await expect(his.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  await signIn(phone, email, better)
  await expect(phone.getByText('Confirmed', { exact: true })).toBeVisible()
})

test('Anders changes his name and his password, and ends what he left open', async ({ browser, server, shop }) => {
  const email = await hire(shop, server.url, 'Anders')
  const [his, phone, shopfloor] = [
    await elsewhere(browser, server.url),
    await elsewhere(browser, server.url),
    await elsewhere(browser, server.url),
  ]
  for (const each of [his, phone]) await signIn(each, email, password)
  await his.getByLabel('Name').fill('Anders Lindqvist')
  await his.getByRole('button', { name: 'Save' }).click()
  await expect(his.getByText('Saved')).toBeVisible()
  await his.reload()
  await expect(his.getByLabel('Name')).toHaveValue('Anders Lindqvist')

  const change = async (current: string) => {
    await his.getByLabel('Present password').fill(current)
    await his.getByLabel('New password', { exact: true }).fill(better)
    await his.getByRole('button', { name: 'Change the password' }).click()
  }
  await change('not the one that he has')
  await expect(his.getByRole('main').getByRole('alert')).toContainText('This is not your password.')
  await change(password)
  await expect(his.getByText('Your password is changed')).toBeVisible()
  await phone.reload()
  await expect(phone).toHaveURL(/\/sign-in/)

  const sessions = his.getByRole('list', { name: 'Sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(1)
  for (const each of [phone, shopfloor]) {
    await signIn(each, email, better)
    await expect(each.getByRole('heading', { name: 'Sessions' })).toBeVisible()
  }
  await his.reload()
  await expect(sessions).toHaveCount(3)
  await his
    .getByRole('button', { name: /^End Chrome/ })
    .first()
    .click()
  await expect(sessions).toHaveCount(2)
  await his.getByRole('button', { name: 'End all others' }).click()
  await his.getByRole('dialog').getByRole('button', { name: 'End them' }).click()
  await expect(sessions).toHaveCount(1)
  for (const each of [phone, shopfloor]) {
    await each.reload()
    await expect(each).toHaveURL(/\/sign-in/)
  }
})

test('Olivia confirms her address, and has everybody set up a second factor', async ({
  page,
  browser,
  server,
  shop,
  watched,
}) => {
  watched.expects(/status of 403/)
  const email = await hire(shop, server.url, 'Arvid')
  await page.goto('/settings/profile')
  await expect(page.getByText('Not confirmed')).toBeVisible()
  await page.getByRole('button', { name: 'Send the mail again' }).click()
  await expect(page.getByText('A mail with a link is on its way')).toBeVisible()
  await page.goto('/settings/mail')
  const mails = page.getByRole('list', { name: 'Mails' }).getByRole('listitem')
  await mails.filter({ hasText: 'olivia@' }).first().locator('summary').click()
  const link = /https?:\S+/.exec((await page.getByTestId('mail-text').textContent()) ?? '')?.[0] ?? ''
  await page.goto(link)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('link', { name: 'Go on to Frontdesk' }).click()
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()

  const his = await elsewhere(browser, server.url)
  await signIn(his, email, password)
  await expect(his.getByRole('heading', { name: 'Sessions' })).toBeVisible()
  await page.goto('/settings')
  const needed = page.getByRole('switch', { name: 'Everybody needs a second factor' })
  await expect(needed).toBeEnabled()
  await needed.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ask everybody' }).click()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await his.goto('/agents')
  await expect(his.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
})
