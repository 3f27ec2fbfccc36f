import { expect, test } from './journey.ts'
import { ask, lastAnswer } from './support/desk.ts'

test.use({ journey: { name: 'agents', models: {} } })

test('Olivia makes an agent, teaches it manners, and talks to it', async ({ page }) => {
  await page.goto('/agents')
  await expect(page.getByText('No agents yet')).toBeVisible()
  await page.getByRole('button', { name: 'New agent' }).click()
  await page.getByLabel('Name').fill('Sanna')
  await page.getByLabel('Greeting').fill('Good day, this is Sanna.')
  await page.getByRole('button', { name: 'Create agent' }).click()
  await expect(page.getByText('Sanna is ready')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Sanna' })).toBeVisible()
  await expect(page).toHaveURL(/agent=(?!new)/)

  const save = page.getByRole('button', { name: 'Save' })
  await expect(save).toBeDisabled()
  await page.getByLabel('Personality').fill('Brief and kind')
  await save.click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Personality')).toHaveValue('Brief and kind')

  await page.getByRole('button', { name: 'Chat with it' }).click()
  await expect(page.getByText('Good day, this is Sanna.')).toBeVisible()
  await ask(page, 'Hello Sanna')
  await expect(lastAnswer(page)).toHaveAttribute('data-state', 'complete')
})

test('words that are not saved are not lost without a question', async ({ page, shop }) => {
  const { id } = await shop.hires({ name: 'Tove' })
  await page.goto(`/agents?agent=${id}`)
  await page.getByLabel('Instructions').fill('Never promise a date.')
  page.once('dialog', dialog => dialog.dismiss())
  await page.getByRole('link', { name: 'All agents' }).click()
  await expect(page.getByLabel('Instructions')).toHaveValue('Never promise a date.')

  const asked = page.waitForEvent('dialog')
  const leaving = page.getByRole('link', { name: 'Knowledge' }).click()
  const question = await asked
  expect(question.message()).toContain('not saved')
  await question.accept()
  await leaving
  await expect(page.getByRole('heading', { name: 'Knowledge' })).toBeVisible()
})

test('a wrong field is told where it is', async ({ page, shop, watched }) => {
  watched.expects(/status of 4(00|22)/)
  const { id } = await shop.hires({ name: 'Ulf' })
  await page.goto(`/agents?agent=${id}`)
  await page.getByLabel('Name').fill('   ')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
})

test('an agent goes only when its deletion is confirmed', async ({ page, shop }) => {
  const { id } = await shop.hires({ name: 'Vidar' })
  await page.goto(`/agents?agent=${id}`)
  await page.getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete Vidar?' })
  await confirm.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('link', { name: 'All agents' }).click()
  await page.getByRole('link', { name: 'Vidar', exact: true }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Agents' })).toBeVisible()
  await expect(page.getByText('Vidar')).toHaveCount(0)
})
