import { assignConversation } from '@frontdesk/contract/assignment'
import { chat } from '@frontdesk/contract/chat'
import { listTeams } from '@frontdesk/contract/teams'
import { expect, test } from './journey.ts'
import { adam, hireAdam } from './support/adam.ts'

test.use({ journey: { name: 'teams', models: {} } })

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
