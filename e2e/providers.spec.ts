import { createInvitation } from '@frontdesk/contract/people'
import { expect, test } from './journey.ts'
import { elsewhere } from './support/people.ts'
import { fromPage, olivia } from './support/shop.ts'

test.use({ journey: { name: 'providers', models: {}, provider: true } })

test('Olivia confirms her address, comes in by another service, and is told when it does not vouch for her', async ({
  page,
  provider,
  watched,
}) => {
  watched.expects(/status of 401/)
  watched.visits(provider.url)
  const withProvider = async () => {
    await page.goto('/sign-in?next=%2Fknowledge')
    await page.getByRole('button', { name: 'Continue with Northwind' }).click()
  }
  const main = page.getByRole('main')
  const reply = await page.request.get('/api/v2/mails')
  const { items } = (await reply.json()) as { items: { id: string; kind: string }[] }
  const kept = items.find(({ kind }) => kind === 'email-verification')
  const { text } = (await (await page.request.get(`/api/v2/mails/${kept?.id}`)).json()) as { text: string }
  const token = /#([\w-]{43})/.exec(text)?.[1]

  await page.context().clearCookies()
  provider.visitor = undefined
  await withProvider()
  await expect(main.getByRole('alert')).toContainText('You did not sign in with Northwind.')
  await page.getByRole('link', { name: 'Back to signing in' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)

  provider.visitor = { subject: '4711', email: olivia.email, emailVerified: true }
  await withProvider()
  await expect(main.getByRole('alert')).toContainText('No account here is surely yours by Northwind')
  await expect(page).toHaveURL(/\/sign-in\/return$/)

  const confirmed = await page.request.post('/api/v2/email-verifications/confirm', {
    data: { token },
    headers: fromPage,
  })
  expect(confirmed.status()).toBe(204)
  await withProvider()
  await expect(page).toHaveURL(/\/knowledge$/)
  await expect(page.getByRole('heading', { name: 'Knowledge', exact: true })).toBeVisible()
  await page.goto('/settings/audit')
  await expect(page.getByText(`${olivia.name} signed in with another service for the first time`)).toBeVisible()
})

test('Adam joins with another service, for the address that he was invited by, and chooses a password later', async ({
  browser,
  server,
  shop,
  provider,
  watched,
}) => {
  watched.expects(/status of (403|404)/)
  watched.visits(provider.url)
  const email = 'adam@northwind.example'
  const { link } = await shop.api.call(createInvitation, { body: { email, roleId: 'agent' } })
  const his = await elsewhere(browser, server.url)
  const join = async () => {
    // Nobody is signed in at Northwind yet, nor here.
    await his.context().clearCookies()
    await expect(his.getByRole('heading', { name: 'Join Northwind Bikes as Agent' })).toBeVisible()
    await his.getByRole('button', { name: 'Continue with Northwind' }).click()
  }
  const alert = his.getByRole('main').getByRole('alert')
  await his.goto(link)
  provider.visitor = { subject: '4712', email: 'mallory@northwind.example', emailVerified: true }
  await join()
  await expect(alert).toContainText(`This invitation is for ${email}, and at Northwind you have another address.`)
  await his.getByRole('link', { name: 'Back to the invitation' }).click()
  provider.visitor = { subject: '4712', email, emailVerified: false }
  await join()
  await expect(alert).toContainText('Northwind has not seen that')
  await his.getByRole('link', { name: 'Back to the invitation' }).click()
  provider.visitor = { subject: '4712', email, emailVerified: true, name: 'Adam Lind' }
  await join()
  await expect(his).toHaveURL(/\/chat/)
  await expect(his.getByRole('button', { name: 'Northwind Bikes, switch organization' })).toBeVisible()

  await his.goto('/settings/profile')
  await expect(his.getByLabel('Name')).toHaveValue('Adam Lind')
  await expect(his.getByText('You have none. We mail you a link')).toBeVisible()
  await his.getByRole('button', { name: 'Unlink Northwind' }).click()
  const dialog = his.getByRole('dialog', { name: 'Unlink Northwind?' })
  await dialog.getByRole('button', { name: 'Unlink' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Northwind is the only way in that you have.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await his.getByRole('button', { name: 'Mail me a link' }).click()
  await expect(his.getByText('A mail with a link is on its way to you')).toBeVisible()
  await his.goto(link)
  await expect(his.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
})
