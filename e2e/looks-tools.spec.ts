import { setBudgets } from '@frontdesk/contract/budgets'
import { chat } from '@frontdesk/contract/chat'
import { createModelConnection } from '@frontdesk/contract/model-connections'
import { setModelPrice } from '@frontdesk/contract/model-prices'
import { setAgentTools } from '@frontdesk/contract/tools'
import { expect, test } from './journey.ts'
import { lookAt } from './support/look.ts'
import { planned } from './support/plan.ts'
import { refundTool } from './support/tools.ts'

test.use({ journey: { name: 'looks of the tools', models: {}, ownSystems: true } })

test('tools, approvals, traces and model connections are whole, readable and accessible at both widths, by day and by night', async ({
  page,
  shop,
  orders,
}) => {
  test.setTimeout(240_000)
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false })
  await shop.publishes({ title: 'Refunds', text: 'A broken bell is paid back within five days, without a return.' })
  await lookAt(page, {
    name: 'tools-import',
    path: '/tools?view=import',
    arrive: async () => {
      await page.getByLabel('Document', { exact: true }).fill(orders.document)
      await page.getByRole('button', { name: 'Read the document' }).click()
      await page.getByRole('checkbox', { name: 'readOrder' }).check()
      await page.getByRole('button', { name: 'Add header' }).click()
      await page.getByRole('heading', { name: 'Orders of Northwind' }).scrollIntoViewIfNeeded()
    },
  })
  const refund = await refundTool(shop, orders.url, 'Give back')
  await refundTool(shop, orders.url, 'Fahrradinstandsetzungskostenrückerstattungsveranlassung ohne Leerzeichen')
  await shop.api.call(setAgentTools, { parameters: { agentId: milo.id }, body: { toolIds: [refund.id] } })
  const name = 'Our own server of models'
  await shop.api.call(createModelConnection, { body: { name, provider: 'openai', apiKey: 'a-key-4711' } })
  const calls = [{ name: 'Give_back', arguments: { id: '17', amount: 12.5 } }]
  const text = planned('Do you pay for a broken bell?', { say: 'Let me see.', calls }, { say: 'Done.' })
  const turn = await shop.api.call(chat, { body: { agentId: milo.id, text } })

  const listed = () => expect(page.getByRole('list', { name: 'Tools' })).toContainText('Fahrrad')
  await lookAt(page, { name: 'tools', path: '/tools', arrive: listed })
  await lookAt(page, {
    name: 'tool',
    path: `/tools?tool=${refund.id}`,
    arrive: async () => {
      await page.getByLabel('amount').fill('12.5')
      await page.getByLabel('id', { exact: true }).fill('18')
      await page.getByRole('button', { name: 'Run' }).click()
      await expect(page.getByTestId('outcome')).toContainText('Status 404')
    },
  })
  await lookAt(page, {
    name: 'agent-tools',
    path: `/agents?agent=${milo.id}`,
    arrive: () => page.getByRole('list', { name: 'Tools of this agent' }).scrollIntoViewIfNeeded(),
  })
  const waits = () => expect(page.getByRole('list', { name: 'Calls' })).toContainText('Waits for approval')
  await lookAt(page, { name: 'approvals', path: '/approvals', arrive: waits })
  await lookAt(page, { name: 'chat-waiting', path: `/chat?conversation=${turn.conversationId}`, arrive: waits })
  await lookAt(page, {
    name: 'trace',
    path: `/trace?turn=${turn.turnId}`,
    arrive: () => expect(page.getByTestId('trace')).toContainText('Give back'),
  })
  const connected = () => expect(page.getByRole('list', { name: 'Model connections' })).toContainText(name)
  await lookAt(page, { name: 'settings-models', path: '/settings/models', arrive: connected })
})

test('usage, prices and budgets are whole, readable and accessible at both widths, by day and by night', async ({
  page,
  shop,
}) => {
  test.setTimeout(150_000)
  const model = 'a-model-with-a-name-that-goes-on-and-on-2026-11-23'
  await shop.api.call(setModelPrice, { body: { model, inputPerMillion: 2.5, outputPerMillion: 10 } })
  await shop.api.call(setModelPrice, { body: { model: 'fa*', inputPerMillion: 1_000, outputPerMillion: 9 } })
  const { id: agentId } = await shop.hires({ name: 'Rowan', model })
  await shop.api.call(chat, { body: { agentId, text: 'Do you have bells?' } })
  await shop.api.call(setBudgets, { body: { month: { tokens: 20_000_000, cost: 400 }, turn: { tokens: 50_000 } } })
  const counted = () => expect(page.getByRole('table', { name: 'Tokens and cost' })).toContainText(model)
  await lookAt(page, { name: 'settings-usage', path: '/settings/usage', arrive: counted })
  const pricing = async () => {
    await page.getByRole('button', { name: 'New price' }).click()
    await expect(page.getByRole('dialog', { name: 'New price' })).toBeVisible()
  }
  await lookAt(page, { name: 'settings-price', path: '/settings/usage', arrive: pricing })
})
