import { createApiKey, signIn } from '@frontdesk/contract/accounts'
import { createClient } from '@frontdesk/contract/client'
import { acceptInvitation, createInvitation, updateMember } from '@frontdesk/contract/people'
import { expect, test } from './journey.ts'
import { lookAt } from './support/look.ts'
import { olivia } from './support/shop.ts'

test.use({ journey: { name: 'security' } })

test('somebody guesses Olivia’s password; she sees it, says so, and finds it again', async ({ page, shop, server }) => {
  const stranger = createClient({ baseUrl: server.url })
  const guess = () => stranger.call(signIn, { body: { email: olivia.email, password: 'wrong horse battery' } })
  for (let attempt = 1; attempt <= 6; attempt++) await guess().catch(() => undefined)
  const { email, password } = olivia
  await stranger.call(signIn, { body: { email, password } })
  await shop.api.call(createApiKey, { body: { name: 'Stock system of the northern and the southern workshop' } })
  const { link } = await shop.api.call(createInvitation, {
    body: { email: 'adam@northwind.example', roleId: 'admin' },
  })
  const account = { name: 'Adam Lind', password: 'four spokes, a chain and a bell' }
  const token = link.replace(/^.*#/, '')
  const adam = await stranger.call(acceptInvitation, { body: { token, account } })
  await shop.api.call(updateMember, { parameters: { userId: adam.user.id }, body: { roleId: 'owner' } })

  const alerts = page.getByRole('list', { name: 'Alerts' })
  const events = page.getByRole('list', { name: 'Events' })
  await expect(async () => {
    await page.goto('/settings/security')
    await expect(alerts.getByRole('listitem')).toHaveCount(4, { timeout: 2_000 })
  }).toPass()
  await expect(alerts).toContainText('A sign-in worked after several that failed: Olivia Berg')
  await expect(alerts).toContainText('There is a new owner: Adam Lind')
  await expect(events).toContainText('Olivia Berg could not sign in')

  await lookAt(page, {
    name: 'security',
    path: '/settings/security',
    arrive: async () => {
      await alerts.getByText('There is a new owner').click()
      await expect(alerts.getByText('owner-added')).toBeVisible()
    },
  })

  await alerts.getByRole('button', { name: 'Acknowledge: There is a new owner' }).click()
  await expect(alerts.getByRole('listitem')).toHaveCount(3)
  await page.getByLabel('Which alerts').selectOption('Acknowledged')
  await expect(alerts).toContainText('There is a new owner')
  await alerts.getByText('There is a new owner').click()
  await expect(alerts.getByText('Acknowledged by')).toBeVisible()

  await page.getByLabel('What', { exact: true }).selectOption('Made an API key')
  await expect(events.getByRole('listitem')).toHaveCount(1)
  await page.getByLabel('What', { exact: true }).selectOption('Anything')
  await page.getByLabel('How grave').selectOption('Critical')
  await expect(page.getByText('Nothing like this has happened')).toBeVisible()
  await page.getByLabel('How grave').selectOption('Any level')
  await page.getByLabel('Who').selectOption('Adam Lind')
  await page.getByLabel('When').selectOption('In the last hour')
  await expect(events.getByRole('listitem')).toHaveCount(1)
  await expect(events).toContainText('Adam Lind joined')

  await page.getByRole('link', { name: 'Audit trail' }).click()
  await expect(page.getByRole('list', { name: 'Audit trail' })).toContainText('looked at a security alert')
})
