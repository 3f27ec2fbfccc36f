import { expect, test } from './journey.ts'
import { ask, lastAnswer } from './support/desk.ts'
import { planned } from './support/plan.ts'

test.use({ journey: { name: 'tools of an MCP server', models: {}, ownSystems: true } })

test('Olivia connects an MCP server, is told how signing in there ended, and gives an agent a tool of it, who calls it', async ({
  page,
  shop,
  ledger: { server, authority },
  watched,
}) => {
  watched.visits(authority.url)
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false })
  await page.goto('/tools')
  await page.getByRole('link', { name: 'MCP servers' }).click()
  await page.getByRole('button', { name: 'Connect an MCP server' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill('Ledger')
  await form.getByLabel('Address').fill(server.url)
  await form.getByLabel('It lets us in by').selectOption({ label: 'Somebody signs in there' })
  await form.getByRole('button', { name: 'Connect' }).click()
  await expect(page.getByText('Somebody has to sign in at this server')).toBeVisible()

  authority.saysNo = true
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Not signed in' })).toContainText('told no')
  authority.saysNo = false
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The server lets us in' })).toBeVisible()

  const offers = page.getByRole('list', { name: 'Offers' })
  await offers.getByRole('checkbox', { name: 'Read a bill' }).check()
  await offers.getByLabel('Effect of read_bill').selectOption('read')
  await page.getByRole('button', { name: 'Make 1 tool' }).click()
  await expect(offers.getByText('Is a tool here')).toBeVisible()

  await page.goto(`/agents?agent=${milo.id}`)
  await page.getByLabel('Give it a tool').selectOption({ label: 'Read a bill' })
  await expect(page.getByRole('list', { name: 'Tools of this agent' })).toContainText('Read a bill')
  await page.getByRole('button', { name: 'Chat with it' }).click()
  const calls = [{ name: 'Read_a_bill', arguments: { order: '17' } }]
  await ask(page, planned('What did order 17 cost?', { calls }, { say: 'You have paid 84.50.' }))
  await expect(lastAnswer(page)).toContainText('You have paid 84.50.')
  expect(server.calls).toMatchObject([{ name: 'read_bill', arguments: { order: '17' } }])

  const [bill] = server.tools
  if (bill) bill.description = 'The bill of one order, and what is still open of it.'
  await page.goto('/tools?view=mcp-servers')
  await page.getByRole('list', { name: 'MCP servers' }).getByRole('link', { name: 'Ledger' }).click()
  await expect(offers.getByText('The server has changed it')).toBeVisible()
  await offers.getByRole('link', { name: 'Read a bill' }).click()
  await expect(page.getByRole('list', { name: 'Differences' })).toContainText('what is still open of it')
  await page.getByRole('button', { name: 'Approve the change' }).click()
  await expect(page.getByText('Its server has changed it')).toHaveCount(0)
})
