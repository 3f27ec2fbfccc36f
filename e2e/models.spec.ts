import { updateAgent } from '@frontdesk/contract/agents'
import { chat } from '@frontdesk/contract/chat'
import { listModelConnections } from '@frontdesk/contract/model-connections'
import { expect, test } from './journey.ts'

test.use({ journey: { name: 'models', models: { wrong: 'fault=http-401' }, ownSystems: true } })

test('Olivia connects a model server of her own, tries it, and chooses it for an agent', async ({
  page,
  shop,
  model,
  watched,
}) => {
  watched.expects(/status of 409/)
  const { id } = await shop.hires({ name: 'Milo' })
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'New connection' }).click()
  const form = page.getByRole('dialog', { name: 'New connection' })
  await form.getByLabel('Name').fill('Our server')
  await form.getByLabel('Provider').selectOption('openai-compatible')
  await form.getByLabel('Address').fill(model.url)
  await form.getByLabel('Key', { exact: true }).fill('a-key-that-ends-in-4711')
  await form.getByRole('button', { name: 'Connect' }).click()
  const list = page.getByRole('list', { name: 'Model connections' })
  await expect(list).toContainText('4711')

  await page.getByRole('button', { name: 'Try Our server' }).click()
  const trial = page.getByRole('dialog', { name: 'Try Our server' })
  await trial.getByLabel('Model').fill('fake')
  await trial.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(trial).toContainText('It works, and said:')
  await trial.getByLabel('Model').fill('wrong')
  await trial.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(trial.getByRole('status')).toHaveText(/key/)
  await trial.getByRole('button', { name: 'Done' }).click()

  await page.goto(`/agents?agent=${id}`)
  await page.getByLabel('Model connection').selectOption({ label: 'Our server (OpenAI-compatible server)' })
  await page.getByLabel('Model', { exact: true }).fill('fake')
  await page.getByLabel('Fallback model').fill('spare')
  await page.getByLabel('Fallback connection').selectOption({ label: 'Our server (OpenAI-compatible server)' })
  await page.getByLabel('Most steps').fill('8')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Fallback model')).toHaveValue('spare')
  await expect(page.getByLabel('Fallback connection').locator('option:checked')).toContainText('Our server')
  await expect(page.getByLabel('Most steps')).toHaveValue('8')
  await expect(page.getByLabel('Model connection').locator('option:checked')).toContainText('Our server')

  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Edit Our server' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection' })
  await edit.getByLabel('Key', { exact: true }).fill('a-key-that-ends-in-0815')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(list).toContainText('0815')

  await page.getByRole('button', { name: 'Delete Our server' }).click()
  const deletion = page.getByRole('dialog', { name: 'Delete Our server?' })
  await deletion.getByRole('button', { name: 'Delete' }).click()
  await expect(deletion.getByRole('alert')).toBeVisible()
  const noConnection = { modelConnectionId: null, fallbackModelConnectionId: null }
  await shop.api.call(updateAgent, { parameters: { agentId: id }, body: noConnection })
  await deletion.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No connections')).toBeVisible()
  expect((await shop.api.call(listModelConnections)).items).toEqual([])
})

test('Olivia sees what answers took, says what a model costs, and sets a budget that the next question meets', async ({
  page,
  shop,
}) => {
  const { id: agentId } = await shop.hires({ name: 'Milo', model: 'fake' })
  const ask = () => shop.api.call(chat, { body: { agentId, text: 'Hello {{tokens=20}}' } })
  await ask()
  await page.goto('/settings/usage')
  const usage = page.getByRole('table', { name: 'Tokens and cost by day and model' })
  await expect(usage.getByRole('row', { name: 'fake' })).toContainText('100')

  await page.getByRole('button', { name: 'New price' }).click()
  const form = page.getByRole('dialog', { name: 'New price' })
  await form.getByLabel('Model').fill('fa*')
  await form.getByLabel('A million tokens in').fill('10000')
  await form.getByLabel('A million tokens out').fill('50000')
  await form.getByRole('button', { name: 'Save' }).click()
  const prices = page.getByRole('list', { name: 'Prices' })
  await expect(prices).toContainText('10,000 in, 50,000 out')
  await ask()
  await page.reload()
  await expect(usage.getByRole('row', { name: 'Together' })).toContainText('2.00')

  await page.getByLabel('Everybody in a month: money').fill('1.5')
  await page.getByRole('button', { name: 'Save budgets' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Everybody in a month: money')).toHaveValue('1.5')
  const { conversationId } = await ask()
  await page.goto(`/inbox?conversation=${conversationId}`)
  await expect(page.getByRole('region', { name: 'Hand-over' })).toContainText('The budget of this month is used up.')

  await page.goto('/settings/usage')
  await page.getByRole('button', { name: 'Delete fa*' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No prices.')).toBeVisible()
})
