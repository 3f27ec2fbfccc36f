import { createOrganization, listOrganizations, switchOrganization } from '@frontdesk/contract/organizations'
import { createInvitation } from '@frontdesk/contract/people'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { elsewhere } from './support/people.ts'

test.use({ journey: { name: 'people', models: {} } })

const adam = { name: 'Adam Lind', email: 'adam@northwind.example', password: 'four spokes, a chain and a bell' }

const join = async (page: Page, link: string) => {
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Join Northwind Bikes as Agent' })).toBeVisible()
  await expect(page).toHaveURL(/\/join$/)
  await page.getByLabel('Your name').fill(adam.name)
  await page.getByLabel('Password', { exact: true }).fill(adam.password)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page).toHaveURL(/\/chat/)
}

const switchTo = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'switch organization' }).click()
  await page.getByRole('list', { name: 'Organizations' }).getByRole('button', { name }).click()
  await expect(page.getByRole('button', { name: `${name}, switch organization` })).toBeVisible()
}

test('Olivia invites Adam, says what he may do, reads who did what, and lets him go', async ({
  page,
  browser,
  server,
}) => {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Invite' }).click()
  const form = page.getByRole('dialog', { name: 'Invite a person' })
  await form.getByLabel('E-mail').fill(adam.email)
  await form.getByRole('button', { name: 'Create invitation' }).click()
  const shown = page.getByRole('dialog', { name: 'Copy the link now' })
  const link = await shown.getByLabel('Link').inputValue()
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Invitations' })).toContainText(adam.email)
  expect(await page.content()).not.toContain(link)

  const his = await elsewhere(browser, server.url)
  await join(his, link)
  await his.goto('/agents')
  const newAgent = his.getByRole('button', { name: 'New agent' })
  await expect(newAgent).toHaveAttribute('aria-disabled', 'true')
  await expect(newAgent).toHaveAttribute('title', /As Agent you may not change agents/)

  await page.reload()
  const people = page.getByRole('list', { name: 'People' })
  await expect(page.getByRole('list', { name: 'Invitations' })).toBeHidden()
  await people.getByLabel('Role of Adam Lind').selectOption('Builder')
  await expect(page.getByText('Adam Lind is now Builder')).toBeVisible()
  await his.reload()
  await newAgent.click()
  await expect(his.getByRole('heading', { name: 'New agent' })).toBeVisible()

  await page.getByRole('link', { name: 'Roles' }).click()
  await page.getByRole('button', { name: 'New role' }).click()
  const role = page.getByRole('dialog', { name: 'New role' })
  await role.getByLabel('Name').fill('Writer')
  await role.getByLabel('change the knowledge').check()
  await role.getByRole('button', { name: 'Create role' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Writer' })).toContainText('May change the knowledge.')

  await page.getByRole('link', { name: 'Audit trail' }).click()
  const trail = page.getByRole('list', { name: 'Audit trail' })
  await expect(trail.getByRole('listitem').first()).toContainText('Olivia Berg made a role: Writer')
  await expect(trail).toContainText('Olivia Berg gave a person another role: Adam Lind, Builder')
  await expect(trail).toContainText('Adam Lind joined')
  await page.getByRole('button', { name: 'Check the chain' }).click()
  await expect(page.getByText(/^Intact: all \d+ entries fit together/)).toBeVisible()
  await page.getByLabel('Action').selectOption('Made a role')
  await expect(trail.getByRole('listitem')).toHaveCount(1)
  await trail.getByText('Olivia Berg').click()
  await expect(trail.getByText('role.created')).toBeVisible()

  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Remove Adam Lind' }).click()
  await page.getByRole('dialog', { name: 'Remove Adam Lind?' }).getByRole('button', { name: 'Remove' }).click()
  await expect(people).not.toContainText('Adam Lind')
  await his.goto('/agents')
  await expect(his).toHaveURL(/\/sign-in/)

  await his.goto(link)
  await expect(his.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
})

test('whoever has an account joins with its password, and once signed in with one button', async ({
  browser,
  server,
  shop,
}) => {
  const invite = () => shop.api.call(createInvitation, { body: { email: adam.email, roleId: 'agent' } })
  const his = await elsewhere(browser, server.url)
  await his.goto((await invite()).link)
  const password = his.getByLabel('Password', { exact: true })
  await password.fill('not the one he has chosen')
  await his.getByRole('button', { name: 'Join' }).click()
  await expect(his.getByRole('main').getByRole('alert')).toContainText('another password')
  await expect(his.getByLabel('Your name')).toHaveCount(0)
  await password.fill(adam.password)
  await his.getByRole('button', { name: 'Join' }).click()
  await expect(his.getByRole('button', { name: 'Northwind Bikes, switch organization' })).toBeVisible()

  const home = (await shop.api.call(listOrganizations)).items[0]
  const ferries = await shop.api.call(createOrganization, { body: { name: 'Northwind Ferries' } })
  await shop.api.call(switchOrganization, { body: { organizationId: ferries.id } })
  await his.goto((await invite()).link)
  await expect(his.getByRole('heading', { name: 'Join Northwind Ferries as Agent' })).toBeVisible()
  await expect(password).toHaveCount(0)
  await his.getByRole('button', { name: 'Join' }).click()
  await expect(his.getByRole('button', { name: 'Northwind Ferries, switch organization' })).toBeVisible()
  await shop.api.call(switchOrganization, { body: { organizationId: home?.id ?? '' } })

  const tab = await his.context().newPage()
  await tab.goto('/agents')
  await switchTo(his, 'Northwind Bikes')
  await expect(tab.getByRole('button', { name: 'Northwind Bikes, switch organization' })).toBeVisible()
  await his.goto('/settings/people')
  await his.getByRole('button', { name: 'Leave organization' }).click()
  await his.getByRole('dialog', { name: 'Leave Northwind Bikes?' }).getByRole('button', { name: 'Leave' }).click()
  await expect(his.getByRole('button', { name: 'Northwind Ferries, switch organization' })).toBeVisible()
})

test('an invitation that is taken back opens nothing', async ({ page, browser, server, shop }) => {
  const { link } = await shop.api.call(createInvitation, {
    body: { email: 'nora@northwind.example', roleId: 'viewer' },
  })
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Revoke the invitation of nora@northwind.example' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByRole('list', { name: 'Invitations' })).toBeHidden()
  const hers = await elsewhere(browser, server.url)
  await hers.goto(link)
  await expect(hers.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
})

test('Olivia makes a second organization, renames it, and goes back and forth', async ({ page, shop }) => {
  const { id } = await shop.hires({ name: 'Milo' })
  await page.goto('/agents')
  await expect(page.getByRole('link', { name: 'Milo', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'switch organization' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'New organization' }).click()
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await dialog.getByLabel('Name').fill('Northwind Boats')
  await dialog.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByRole('button', { name: 'Northwind Boats, switch organization' })).toBeVisible()
  await page.goto(`/agents?agent=${id}`)
  await expect(page.getByText('This agent does not exist any more.')).toBeVisible()

  await page.goto('/settings')
  await page.getByLabel('Organization', { exact: true }).fill('Northwind Canoes')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('button', { name: 'Northwind Canoes, switch organization' })).toBeVisible()
  await switchTo(page, 'Northwind Bikes')
  await page.goto('/agents')
  await expect(page.getByRole('link', { name: 'Milo', exact: true })).toBeVisible()
})
