import { chat } from '@frontdesk/contract/chat'
import { createDatabaseConnection } from '@frontdesk/contract/database-connections'
import { createMcpServer } from '@frontdesk/contract/mcp-servers'
import { createModelConnection } from '@frontdesk/contract/model-connections'
import { setAgentTools } from '@frontdesk/contract/tools'
import { expect, test } from './journey.ts'
import { lookAt } from './support/look.ts'
import { planned } from './support/plan.ts'
import { refundTool } from './support/tools.ts'

test.use({ journey: { name: 'looks of the tools', models: {}, ownSystems: true } })

const guardrails = {
  forbiddenTopics: [
    { name: 'Legal advice', phrases: ['legal advice', 'sue'], reply: 'I may not give legal advice. Ask a lawyer.' },
  ],
  disclosure: { isEnabled: true, line: '' },
  maskPersonalData: { isEnabled: true, patterns: [{ name: 'CUSTOMER_NUMBER', pattern: 'NW-[0-9]{4}' }] },
  claimCheck: 'remove' as const,
}

test('tools, approvals, traces and model connections are whole, readable and accessible at both widths, by day and by night', async ({
  page,
  shop,
  orders,
}) => {
  test.setTimeout(240_000)
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false, guardrails })
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
  const text = planned(
    'Do you pay for a broken bell? Write to vera@northwind.example.',
    { say: 'Let me see.', calls },
    { say: 'Done.' },
  )
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
    arrive: () => expect(page.getByTestId('trace')).toContainText('Personal data was masked in the question'),
  })
  const connected = () => expect(page.getByRole('list', { name: 'Model connections' })).toContainText(name)
  await lookAt(page, { name: 'settings-models', path: '/settings/models', arrive: connected })
})

test('MCP servers, databases, their tools and guardrails are whole, readable and accessible at both widths, by day and by night', async ({
  page,
  shop,
  ledger,
  watched,
}) => {
  test.setTimeout(240_000)
  watched.expects(/status of 400/)
  ledger.server.instead = () => undefined
  const server = await shop.api.call(createMcpServer, { body: { name: 'Ledger', url: ledger.server.url } })
  const database = await shop.api.call(createDatabaseConnection, {
    body: {
      name: 'Shop',
      dialect: 'postgresql',
      host: 'db.shop.example',
      database: 'shop',
      user: 'support_reader',
      password: 'a password',
      relations: ['shop.orders', 'shop.order_items'],
    },
  })
  const ada = await shop.hires({ name: 'Ada', guardrails })
  const listed = () => expect(page.getByRole('list', { name: 'MCP servers' })).toContainText('Ledger')
  await lookAt(page, { name: 'mcp-servers', path: '/tools?view=mcp-servers', arrive: listed })
  await lookAt(page, {
    name: 'mcp-server',
    path: `/tools?mcpServer=${server.id}&signIn=done`,
    arrive: async () => {
      await page.getByRole('checkbox', { name: 'Read a bill' }).check()
      await page.getByLabel('Effect of read_bill').selectOption('read')
    },
  })
  await lookAt(page, {
    name: 'databases',
    path: '/tools?view=databases',
    arrive: async () => {
      await expect(page.getByRole('list', { name: 'Databases' })).toContainText('support_reader@db.shop.example')
      await page.getByRole('button', { name: 'Edit Shop' }).click()
      await page.getByLabel('Host').fill('other.shop.example')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.getByText('Give the password again')).toBeVisible()
    },
  })
  await lookAt(page, {
    name: 'sql-tool',
    path: `/tools?tool=new&database=${database.id}`,
    arrive: async () => {
      await page.getByLabel('Name', { exact: true }).fill('Orders of a customer')
      await page.getByLabel('Query', { exact: true }).fill('SELECT id FROM shop.secrets WHERE email = {email}')
      await page.getByRole('button', { name: 'Add parameter', exact: true }).click()
      await page.getByLabel('Name of parameter 1', { exact: true }).fill('email')
      await page.getByRole('button', { name: 'Create tool' }).click()
      await expect(page.getByLabel('Query', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    },
  })
  await lookAt(page, {
    name: 'agent-guardrails',
    path: `/agents?agent=${ada.id}`,
    arrive: () => page.getByRole('heading', { name: 'Guardrails' }).scrollIntoViewIfNeeded(),
  })
})
