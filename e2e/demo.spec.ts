import { expect, stranger, test } from './journey.ts'
import { ask, lastAnswer } from './support/desk.ts'
import { olivia } from './support/shop.ts'

// Nothing is configured, as on the first day: answers quote the help pages.
test.use({ journey: { name: 'demo' }, storageState: stranger })

test('Olivia looks at the demo shop, asks Juniper, and reads where the answer stands', async ({ page }) => {
  await page.goto('/welcome')
  await page.getByLabel('Organization').fill(olivia.organizationName)
  await page.getByLabel('Your name').fill(olivia.name)
  await page.getByLabel('E-mail').fill(olivia.email)
  await page.getByLabel('Password', { exact: true }).fill(olivia.password)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByText('No language model is configured')).toBeVisible()
  await page.getByRole('button', { name: 'Try the demo' }).click()

  await expect(page.getByRole('heading', { name: 'Juniper' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Hello, I am Juniper')).toBeVisible()
  await expect
    .poll(() => page.getByRole('list', { name: 'Conversations' }).getByRole('link').count())
    .toBeGreaterThan(9)

  await ask(page, 'Do you ship to the Azores?')
  const answer = lastAnswer(page)
  await expect(answer).toHaveAttribute('data-state', 'complete')
  await expect(answer).toContainText('Azores')
  await answer.getByRole('button', { name: /^Source 1: What does shipping cost/ }).hover()
  await expect(page.getByRole('dialog', { name: 'Source 1' })).toContainText('We do not deliver to')
})
