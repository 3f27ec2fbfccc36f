import { codeAt } from '@frontdesk/testing/one-time-code'
import { expect, test } from './journey.ts'
import { olivia } from './support/shop.ts'

test.use({ journey: { name: 'second-factor', models: {} } })

test('Olivia sets up an app, signs in with a recovery code, is held up by nothing else, and takes the app away', async ({
  page,
  watched,
}) => {
  watched.expects(/status of 403/)
  // What the page asks in the moment in which she loses her cookie.
  watched.expects(/status of 401/)
  await page.goto('/settings/profile')
  await page.getByRole('link', { name: 'Your second factor' }).click()
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await expect(page.getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel('The code that it shows now').fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('This code does not fit')).toBeVisible()
  await page.getByLabel('The code that it shows now').fill(codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const listed = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const codes = await listed.allTextContents()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)

  await page.context().clearCookies()
  await page.goto('/sign-in?next=%2Fknowledge')
  await page.getByLabel('E-mail').fill(olivia.email)
  await page.getByLabel('Password', { exact: true }).fill(olivia.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible()
  await page.goto('/agents')
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible()
  await page.getByLabel('Code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page).toHaveURL(/\/agents$/)

  await page.goto('/second-factor')
  await page.getByRole('button', { name: 'Make new recovery codes' }).click()
  await expect(listed).toHaveCount(10)
  const [renewed = ''] = await listed.allTextContents()
  expect(codes).not.toContain(renewed)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByLabel('Code').fill(codes[1] ?? '')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByText('This code does not fit')).toBeVisible()
  await page.getByLabel('Code').fill(renewed)
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page).toHaveURL(/\/chat/)
})
