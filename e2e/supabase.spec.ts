import { codeAt } from '@frontdesk/testing/one-time-code'
import { expect, stranger, test } from './journey.ts'
import { olivia } from './support/shop.ts'

test.use({ journey: { name: 'supabase', models: {}, supabase: true }, storageState: stranger })

test('Olivia’s people are those of Supabase: first run, out, in again, a second factor, and out', async ({
  page,
  watched,
}) => {
  // Whoever is outside is refused and sent to the door, and whoever owes a code to where it is entered.
  watched.expects(/status of 401/)
  watched.expects(/status of 403/)
  const { organizationName, name, email, password } = olivia
  const goOut = async () => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page).toHaveURL(/\/sign-in/)
  }
  const comeIn = async (word: string) => {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(word)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  await page.goto('/')
  await expect(page).toHaveURL(/\/welcome$/)
  await page.getByLabel('Organization').fill(organizationName)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByRole('button', { name: 'Bring your own' })).toBeVisible()

  await goOut()
  await comeIn('a bell, two brakes, no lights')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('do not fit together')
  await comeIn(password)
  await expect(page).not.toHaveURL(/\/sign-in/)

  await page.goto('/settings/profile')
  await page.getByRole('link', { name: 'Your second factor' }).click()
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await expect(page.getByRole('img', { name: 'The secret as a QR code' })).toBeVisible()
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel('The code that it shows now').fill(codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  const listed = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const [recovery = ''] = await listed.allTextContents()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page).toHaveURL(/\/settings\/profile$/)

  await goOut()
  await comeIn(password)
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible()
  await page.getByLabel('Code').fill(recovery)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeHidden()
  await page.goto('/settings/profile')
  await expect(page.getByRole('link', { name: 'Your second factor' })).toBeVisible()
  await goOut()
  await page.goto('/agents')
  await expect(page).toHaveURL(/\/sign-in/)
})
