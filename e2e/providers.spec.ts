import { expect, test } from './journey.ts'
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
