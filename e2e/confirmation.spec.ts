import { listApiKeys } from '@frontdesk/contract/accounts'
import { confirmSession } from '@frontdesk/contract/confirmation'
import { expect, test } from './journey.ts'
import { confirmation, confirmBy, elsewhere, linkIn, timePasses } from './support/people.ts'
import { olivia } from './support/shop.ts'

test.use({ journey: { name: 'confirmation', models: {}, provider: true } })

const berg = 'berg@northwind.example'

test('Olivia makes a key once she has confirmed who she is, from the keyboard, and none when she does not', async ({
  page,
  server,
  shop,
  watched,
}) => {
  watched.expects(/status of 403/)
  expect((await shop.api.call(listApiKeys)).items).toEqual([])
  await timePasses(server)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'New API key' }).click()
  const form = page.getByRole('dialog', { name: 'New API key' })
  const name = form.getByLabel('Name')
  await name.fill('Stock system')
  await name.press('Enter')
  const password = confirmation(page).getByLabel('Your password')
  await expect(password).toBeFocused()
  await password.press('Escape')
  await expect(confirmation(page)).toBeHidden()
  await expect(form.getByRole('alert')).toContainText('Confirm first that it is you')
  await expect(name).toHaveValue('Stock system')
  expect((await shop.api.call(listApiKeys)).items).toEqual([])

  await name.press('Enter')
  await expect(password).toBeFocused()
  await password.fill('a bell, two brakes, no lights')
  await password.press('Enter')
  await expect(confirmation(page).getByRole('alert')).toContainText('This is not your password.')
  await password.fill(olivia.password)
  await password.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Copy the key now' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  // For five minutes she is not asked again.
  await page.getByRole('button', { name: 'New API key' }).click()
  await name.fill('Ledger')
  await name.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Copy the key now' })).toBeVisible()
  await page.goto('/settings/audit')
  await expect(page.getByRole('list', { name: 'Audit trail' })).toContainText('Olivia Berg confirmed who they are')
})

test('her address is another one once she has opened its link where she is signed in; the old one is told', async ({
  page,
  browser,
  server,
  watched,
}) => {
  watched.expects(/status of (401|403|404)/)
  await timePasses(server)
  await page.goto('/settings/profile')
  await page.getByRole('button', { name: 'Change the address' }).click()
  await page.getByLabel('New address').fill(berg)
  await page.getByRole('button', { name: 'Mail the link' }).click()
  await confirmBy(page, olivia.password)
  await expect(page.getByRole('status').filter({ hasText: berg })).toContainText('a link is on its way there')
  const link = await linkIn(page, berg, 'Confirm your new address')

  const stranger = await elsewhere(browser, server.url)
  await stranger.goto(link)
  await stranger.getByRole('button', { name: 'Use this address' }).click()
  await expect(stranger.getByRole('heading', { name: 'Sign in first' })).toBeVisible()

  await page.goto(link)
  await expect(page).toHaveURL(/\/new-address$/)
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect(page.getByText(`From now on you sign in with ${berg}`)).toBeVisible()
  await page.getByRole('link', { name: 'Go to your profile' }).click()
  await expect(page.getByRole('region', { name: 'You' })).toContainText(berg)
  await expect(page.getByText('Confirmed', { exact: true })).toBeVisible()
  await page.goto('/settings/mail')
  const told = page.getByRole('list', { name: 'Mails' }).getByRole('listitem').filter({ hasText: olivia.email })
  await expect(told.filter({ hasText: 'is to be changed' })).toHaveCount(1)
  await expect(told.filter({ hasText: 'was changed' })).toHaveCount(1)

  await page.goto(link)
  await page.getByRole('button', { name: 'Use this address' }).click()
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
})

test('she links another service, confirms with it who she is, and unlinks it', async ({
  page,
  server,
  shop,
  provider,
  watched,
}) => {
  watched.expects(/status of 403/)
  watched.visits(provider.url)
  provider.visitor = { subject: '4711', email: 'olivia@elsewhere.example', emailVerified: true }
  await shop.api.call(confirmSession, { body: { password: olivia.password } })
  await page.goto('/settings/profile')
  const services = page.getByRole('list', { name: 'Other services' })
  await services.getByRole('button', { name: 'Link Northwind' }).click()
  await expect(services).toContainText('Linked just now')
  await expect(page).toHaveURL(/\/settings\/profile$/)

  await timePasses(server)
  await page.goto('/settings')
  const make = async () => {
    await page.getByRole('button', { name: 'New API key' }).click()
    await page.getByRole('dialog', { name: 'New API key' }).getByLabel('Name').fill('Till')
    await page.getByRole('button', { name: 'Create key' }).click()
  }
  await make()
  await confirmation(page).getByRole('button', { name: 'Continue with Northwind' }).click()
  await expect(page.getByRole('heading', { name: 'API keys' })).toBeVisible()
  await expect(page).toHaveURL(/\/settings$/)
  await make()
  await expect(page.getByRole('dialog', { name: 'Copy the key now' })).toBeVisible()

  await page.goto('/settings/profile')
  await services.getByRole('button', { name: 'Unlink Northwind' }).click()
  await page.getByRole('dialog', { name: 'Unlink Northwind?' }).getByRole('button', { name: 'Unlink' }).click()
  await expect(services.getByRole('button', { name: 'Link Northwind' })).toBeVisible()
})
