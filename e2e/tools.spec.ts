import { setAgentTools } from '@frontdesk/contract/tools'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { hireAdam } from './support/adam.ts'
import { ask, lastAnswer } from './support/desk.ts'
import { planned } from './support/plan.ts'
import type { Shop } from './support/shop.ts'
import { hasDatabaseServer, openShopDatabase } from './support/shop-database.ts'
import { refundTool } from './support/tools.ts'

test.use({ journey: { name: 'tools', models: {}, ownSystems: true } })

const header = async (page: Page, name: string, value: string) => {
  await page.getByRole('button', { name: 'Add header' }).click()
  await page.getByLabel('Name of header 1').fill(name)
  await page.getByLabel('Value of header 1').fill(value)
}

test('Olivia takes an operation from an OpenAPI document, tries it, and gives it to an agent, who calls it', async ({
  page,
  shop,
  orders,
}) => {
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false })
  await page.goto('/tools')
  await expect(page.getByText('No tools yet')).toBeVisible()
  await page.getByRole('button', { name: 'Import from OpenAPI' }).click()
  await page
    .getByLabel('OpenAPI file')
    .setInputFiles({ name: 'orders.json', mimeType: 'application/json', buffer: Buffer.from(orders.document) })
  await page.getByRole('button', { name: 'Read the document' }).click()
  await expect(page.getByRole('heading', { name: 'Orders of Northwind' })).toBeFocused()
  await expect(page.getByRole('checkbox', { name: 'addPhoto' })).toBeDisabled()
  await expect(page.getByText('a body that is not JSON')).toBeVisible()
  await page.getByRole('checkbox', { name: 'All' }).check()
  await expect(page.getByText('2 of 3 picked')).toBeVisible()
  await page.getByLabel('Filter operations').fill('cancel')
  await page.getByRole('checkbox', { name: 'All that are shown' }).uncheck()
  await header(page, 'Authorization', 'Bearer of the shop')
  await page.getByRole('button', { name: 'Make 1 tool' }).click()
  await expect(page.getByText('readOrder is ready')).toBeVisible()

  await page.getByRole('list', { name: 'Tools' }).getByRole('link', { name: 'readOrder' }).click()
  await expect(page.getByLabel('Value of header 1')).toHaveValue('')
  await page.getByLabel('id', { exact: true }).fill('17')
  await page.getByRole('button', { name: 'Run' }).click()
  const outcome = page.getByTestId('outcome')
  await expect(outcome).toContainText('Succeeded')
  await expect(outcome).toContainText('Status 200')
  await expect(outcome).toContainText('"status": "shipped"')

  await page.goto(`/agents?agent=${milo.id}`)
  await page.getByLabel('Give it a tool').selectOption({ label: 'readOrder' })
  await expect(page.getByRole('list', { name: 'Tools of this agent' })).toContainText('readOrder')
  await page.getByRole('button', { name: 'Chat with it' }).click()
  const calls = [{ name: 'readOrder', arguments: { id: '17' } }]
  await ask(page, planned('Where is order 17?', { calls }, { say: 'It has been shipped.' }))
  await expect(lastAnswer(page)).toContainText('It has been shipped.')
  const called = lastAnswer(page).getByRole('list', { name: 'Calls' })
  await expect(called).toContainText('Succeeded')
  await called.getByText('readOrder').click()
  await expect(called).toContainText('"status": "shipped"')
})

test('what is wrong with a tool is told at its field, and a changed one keeps its headers', async ({
  page,
  orders,
  watched,
}) => {
  watched.expects(/status of 400/)
  await page.goto('/tools?tool=new')
  await page.getByLabel('Name', { exact: true }).fill('Cancel order')
  await page.getByLabel('Address', { exact: true }).fill('https://{host}/orders')
  await header(page, 'Authorization', 'Bearer of the shop')
  await page
    .getByLabel('Parameters', { exact: true })
    .fill('{"type": "object", "properties": {"id": {"type": "string"}}')
  await expect(page.getByText('This is not JSON yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create tool' })).toBeDisabled()
  await page
    .getByLabel('Parameters', { exact: true })
    .fill('{"type": "object", "properties": {"id": {"type": "string"}}}')
  await page.getByRole('button', { name: 'Create tool' }).click()
  await expect(page.getByLabel('Address', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Address', { exact: true }).fill(`${orders.url}/orders/{id}`)
  await page.getByRole('button', { name: 'Create tool' }).click()
  await expect(page.getByText('Cancel order is ready')).toBeVisible()

  await page.getByLabel('Description', { exact: true }).fill('Cancels it.')
  await page.getByLabel('Address', { exact: true }).fill(`${orders.url}/orders/{id}?by=agent`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByLabel('id', { exact: true }).fill('17')
  await page.getByRole('button', { name: 'Run' }).click()
  await expect(page.getByTestId('outcome')).toContainText('Status 200')

  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Tools', exact: true })).toBeVisible()
  await expect(page.getByText('Cancel order')).toHaveCount(0)
})

const refunding = async (shop: Shop, url: string, name: string) => {
  const agent = await shop.hires({ name, knowledgeOnly: false })
  const tool = await refundTool(shop, url, `give back by ${name}`)
  await shop.api.call(setAgentTools, { parameters: { agentId: agent.id }, body: { toolIds: [tool.id] } })
  const calls = [{ name: `give_back_by_${name}`, arguments: { id: '17', amount: 12.5 } }]
  return { agentId: agent.id, words: planned('My bell is broken.', { calls }, { say: 'That is settled.' }) }
}

test('a refund waits until Olivia approves it, and the trace tells the whole story', async ({ page, shop, orders }) => {
  const { agentId, words } = await refunding(shop, orders.url, 'Sanna')
  await page.goto(`/chat?agent=${agentId}`)
  await ask(page, words)
  await expect(lastAnswer(page)).toContainText('Waits for approval')
  await expect(lastAnswer(page)).toContainText('"amount": 12.5')
  expect(orders.refunded('17')).toBe(0)
  const chat = page.url()

  await page.reload()
  await page.getByRole('link', { name: 'Approvals 1 waiting' }).click()
  const waiting = page.getByRole('list', { name: 'Calls' })
  await expect(waiting).toContainText('"amount": 12.5')
  await waiting.getByRole('button', { name: /^Approve/ }).click()
  await expect(page.getByText('Nothing waits')).toBeVisible()
  await expect.poll(() => orders.refunded('17')).toBe(12.5)

  await page.goto(chat)
  await expect(lastAnswer(page)).toContainText('That is settled.')
  await lastAnswer(page).getByRole('button', { name: 'How this answer came about' }).click()
  await page.getByRole('link', { name: 'On its own page' }).click()
  await expect(page).toHaveURL(/\/trace\?turn=/)
  const trace = page.getByTestId('trace')
  await expect(trace).toContainText('My bell is broken.')
  await expect(trace.getByRole('heading', { name: 'Step 1' })).toBeVisible()
  await trace.getByText('give back by Sanna').click()
  await expect(trace).toContainText('Approved by')
  await expect(trace).toContainText('Olivia Berg')
  await expect(trace).toContainText('"refunded": 12.5')
  await expect(trace.getByRole('heading', { name: 'The answer' })).toBeVisible()
})

test('Adam may not decide on a refund; one that Olivia rejects in the chat is not made, and the answer goes on there', async ({
  page,
  browser,
  server,
  shop,
  orders,
}) => {
  const { agentId, words } = await refunding(shop, orders.url, 'Tove')
  const before = orders.refunded('17')
  await page.goto(`/chat?agent=${agentId}`)
  await ask(page, words)
  await expect(lastAnswer(page)).toContainText('Waits for approval')
  const his = await hireAdam(shop, browser, server.url)
  await his.goto(page.url())
  await expect(lastAnswer(his)).toContainText('you may not decide on what agents want to do')
  await expect(lastAnswer(his).getByRole('button', { name: /^Approve/ })).toHaveAttribute('aria-disabled', 'true')
  await lastAnswer(page)
    .getByRole('button', { name: /^Reject/ })
    .click()
  const dialog = page.getByRole('dialog', { name: /^Reject/ })
  await dialog.getByLabel('Reason').fill('Too late.')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(lastAnswer(page)).toContainText('That is settled.')
  await expect(page.getByRole('list', { name: 'Calls' })).toContainText('Refused')
  await expect(lastAnswer(his)).toContainText('That is settled.')
  await his.context().close()
  expect(orders.refunded('17')).toBe(before)
})

test.describe('with a database', () => {
  test.skip(!hasDatabaseServer, 'npm run test:services brings a server to ask.')

  test('Olivia connects the shop’s database, makes a question to it a tool, and sees its rows', async ({
    page,
    watched,
  }) => {
    watched.expects(/status of 400/)
    const kept = await openShopDatabase()
    await page.goto('/tools')
    await page.getByRole('link', { name: 'Databases' }).click()
    await page.getByRole('button', { name: 'Connect a database' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Name').fill('Shop')
    await form.getByLabel('Host').fill(kept.host)
    await form.getByLabel('Port').fill(String(kept.port))
    await form.getByLabel('Database').fill(kept.database ?? '')
    await form.getByLabel('Login').fill(kept.user)
    await form.getByLabel('Password', { exact: true }).fill(kept.password)
    await form.getByLabel('TLS').selectOption('off')
    await form.getByLabel('Tables and views').fill('orders')
    await form.getByRole('button', { name: 'Connect' }).click()
    await expect(form.getByText('Write it with its schema')).toBeVisible()
    await form.getByLabel('Tables and views').fill('shop.orders')
    await form.getByRole('button', { name: 'Connect' }).click()
    await expect(page.getByText('It connects; 1 of 1')).toBeVisible()
    await page.getByRole('button', { name: 'Done' }).click()

    await page.getByRole('button', { name: 'New question to Shop' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Orders of a customer')
    const query = page.getByLabel('Query', { exact: true })
    await query.fill('SELECT word FROM shop.secrets WHERE word <> {email}')
    await page.getByRole('button', { name: 'Add parameter', exact: true }).click()
    await page.getByLabel('Name of parameter 1', { exact: true }).fill('email')
    await page.getByRole('button', { name: 'Create tool' }).click()
    await expect(query).toHaveAttribute('aria-invalid', 'true')
    await query.fill('SELECT id, status FROM shop.orders WHERE email = {email} ORDER BY id')
    await page.getByRole('button', { name: 'Create tool' }).click()
    await expect(page.getByText('Orders of a customer is ready')).toBeVisible()

    await page.getByLabel('email', { exact: true }).fill('vera@example.com')
    await page.getByRole('button', { name: 'Run' }).click()
    const outcome = page.getByTestId('outcome')
    await expect(outcome).toContainText('Succeeded')
    await expect(outcome).toContainText('shipped')
    await expect(outcome).not.toContainText('victor')
    await kept.close()
  })
})
