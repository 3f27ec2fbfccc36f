import { assignConversation } from '@frontdesk/contract/assignment'
import { chat } from '@frontdesk/contract/chat'
import { createClient } from '@frontdesk/contract/client'
import { acceptInvitation, createInvitation } from '@frontdesk/contract/people'
import { listTeams } from '@frontdesk/contract/teams'
import type { Browser } from '@playwright/test'
import { expect, test } from './journey.ts'
import type { Shop } from './support/shop.ts'

test.use({ journey: { name: 'teams', models: {} } })

const adam = { name: 'Adam Lind', email: 'adam@northwind.example', password: 'four spokes, a chain and a bell' }

/** Adam joins as an agent; a browser in which he is signed in. */
const hireAdam = async (shop: Shop, browser: Browser, baseURL: string) => {
  const { link } = await shop.api.call(createInvitation, { body: { email: adam.email, roleId: 'agent' } })
  const token = link.replace(/^.*#/, '')
  await createClient({ baseUrl: baseURL }).call(acceptInvitation, {
    body: { token, account: { name: adam.name, password: adam.password } },
  })
  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(adam.email)
  await page.getByLabel('Password', { exact: true }).fill(adam.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/chat/)
  return page
}

test('Olivia makes a team and a role that sees only its conversations; Adam then sees those, and no others', async ({
  page,
  browser,
  server,
  shop,
}) => {
  const milo = await shop.hires({ name: 'Milo' })
  const ask = async (text: string) => (await shop.api.call(chat, { body: { agentId: milo.id, text } })).conversationId
  const brakes = await ask('My brakes squeal')
  await ask('Where is my invoice')
  const his = await hireAdam(shop, browser, server.url)
  const list = his.getByRole('list', { name: 'Conversations' })
  await expect(list).toContainText('Where is my invoice')

  await page.goto('/settings/teams')
  await page.getByRole('button', { name: 'New team' }).click()
  const form = page.getByRole('dialog', { name: 'New team' })
  await form.getByLabel('Name').fill('Workshop')
  await form.getByRole('checkbox', { name: adam.name }).check()
  await form.getByRole('button', { name: 'Create team' }).click()
  const teams = page.getByRole('list', { name: 'Teams' })
  await expect(teams).toContainText(adam.name)
  const { items } = await shop.api.call(listTeams)
  const assignment = { teamId: items[0]?.id ?? '' }
  await shop.api.call(assignConversation, { parameters: { conversationId: brakes }, body: assignment })

  await page.getByRole('link', { name: 'Roles' }).click()
  await page.getByRole('button', { name: 'New role' }).click()
  const role = page.getByRole('dialog', { name: 'New role' })
  await role.getByLabel('Name').fill('Mechanic')
  for (const box of ['see agents', 'read conversations', 'write in conversations']) await role.getByLabel(box).check()
  await role.getByLabel('Sees').selectOption('Their own, and those of their teams')
  await role.getByRole('button', { name: 'Create role' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Mechanic' })).toContainText(
    'Sees these conversations: their own, and those of their teams.',
  )
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByLabel(`Role of ${adam.name}`).selectOption('Mechanic')
  await expect(page.getByText(`${adam.name} is now Mechanic`)).toBeVisible()

  await his.reload()
  await expect(list).toContainText('My brakes squeal')
  await expect(list).not.toContainText('Where is my invoice')

  await page.getByRole('link', { name: 'Teams' }).click()
  await teams.getByRole('button', { name: 'Edit Workshop' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit team' })
  await edit.getByLabel('Name').fill('Brakes and gears')
  await edit.getByRole('checkbox', { name: adam.name }).uncheck()
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(teams).toContainText('Brakes and gears')
  await expect(teams).toContainText('Nobody so far.')
  await his.reload()
  await expect(his.getByText('No conversations yet')).toBeVisible()

  await teams.getByRole('button', { name: 'Delete Brakes and gears' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(teams).toBeHidden()

  await page.getByRole('link', { name: 'Audit trail' }).click()
  const trail = page.getByRole('list', { name: 'Audit trail' })
  await expect(trail).toContainText('Olivia Berg deleted a team: Brakes and gears')
  await expect(trail).toContainText('Olivia Berg took somebody out of a team: Brakes and gears, Adam Lind')
  await expect(trail).toContainText('Olivia Berg put somebody into a team: Workshop, Adam Lind')
})
