import { signIn } from '@frontdesk/contract/accounts'
import { listAgents } from '@frontdesk/contract/agents'
import { ApiError, createClient } from '@frontdesk/contract/client'
import { expect, stranger, test } from './journey.ts'
import { fromPage, olivia } from './support/shop.ts'

test.use({ journey: { name: 'account', models: {} } })

test('an API key is shown once, opens the door, and stops when it is revoked', async ({ page, server }) => {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'New API key' }).click()
  const form = page.getByRole('dialog', { name: 'New API key' })
  await form.getByLabel('Name').fill('Stock system')
  await form.getByRole('button', { name: 'Create key' }).click()
  const shown = page.getByRole('dialog', { name: 'Copy the key now' })
  const secret = await shown.getByLabel('Secret').inputValue()
  await shown.getByRole('button', { name: 'Done' }).click()
  const keys = page.getByRole('list', { name: 'API keys' })
  await expect(keys).toContainText('Stock system')
  expect(await page.content()).not.toContain(secret)

  const program = createClient({ baseUrl: server.url, token: secret })
  const knock = () =>
    program.call(listAgents).then(
      () => 200,
      (thrown: unknown) => (thrown instanceof ApiError ? thrown.status : thrown),
    )
  expect(await knock()).toBe(200)
  await page.getByRole('button', { name: 'Revoke Stock system' }).click()
  await page.getByRole('dialog', { name: 'Revoke Stock system?' }).getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No API keys')).toBeVisible()
  await expect.poll(knock).toBe(401)
})

test.describe('outside', () => {
  test.use({ storageState: stranger })

  test('a wrong password is told in a sentence; the right one leads to where one wanted to go', async ({
    page,
    shop,
    watched,
  }) => {
    watched.expects(/status of 401/)
    await shop.hires({ name: 'Wilma' })
    await page.goto('/knowledge?view=search')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
    await page.getByLabel('E-mail').fill(olivia.email)
    const password = page.getByLabel('Password', { exact: true })
    await password.fill('a bell, two brakes, no lights')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(/[A-Z].{10,}\./)

    await password.fill(olivia.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Search the knowledge' })).toBeVisible()
  })

  test('whoever signs out is out, in every tab', async ({ page, context, shop, watched }) => {
    expect(shop.signedIn.cookies).not.toEqual([])
    watched.expects(/status of 401/)
    const { email, password } = olivia
    const reply = await page.request.post(`/api/v2${signIn.path}`, { data: { email, password }, headers: fromPage })
    expect(reply.status()).toBe(201)
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    const other = await context.newPage()
    await other.goto('/agents')
    await expect(other).toHaveURL(/\/sign-in/)
  })

  test('the first run is over once there is an organization', async ({ page, shop, watched }) => {
    expect(shop.signedIn.cookies).not.toEqual([])
    watched.expects(/status of 401/)
    await page.goto('/welcome')
    await expect(page).toHaveURL(/\/sign-in/)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
})
