import { chat } from '@frontdesk/contract/chat'
import { expect, test } from './journey.ts'
import { lookAt } from './support/look.ts'

test.use({ journey: { name: 'business hours', models: {} } })

test('Olivia says when people are there, in a form that is whole, readable and accessible; a customer then reads when they are back, and she on which page they asked', async ({
  page,
  shop,
  watched,
}) => {
  watched.expects(/status of 400/)
  const milo = await shop.hires({ name: 'Milo' })
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Business hours' }).click()
  await page.getByLabel('Time zone').selectOption('Asia/Kathmandu')
  const tomorrow = new Date(Date.now() + 30 * 3_600_000)
  const day = tomorrow.toLocaleDateString('en', { weekday: 'long', timeZone: 'Asia/Kathmandu' })
  await page.getByRole('button', { name: `Add hours on ${day}` }).click()
  await page.getByLabel(`${day}, from`).fill('18:00')
  await page.getByRole('button', { name: 'Save business hours' }).click()
  await expect(page.getByText('It has to end after it begins.')).toBeVisible()
  await page.getByLabel(`${day}, to`).fill('00:00')
  await page.getByRole('button', { name: 'Add closed date' }).click()
  await page.getByLabel('Closed date 1', { exact: true }).fill('2030-12-25')
  await page.getByLabel('What closed date 1 is called').fill('Christmas Day')
  await page.getByRole('button', { name: 'Save business hours' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await lookAt(page, {
    name: 'settings-business-hours',
    path: '/settings/business-hours',
    arrive: async () => {
      await expect(page.getByLabel(`${day}, to`)).toHaveValue('00:00')
      await page.getByRole('button', { name: 'Save business hours' }).scrollIntoViewIfNeeded()
    },
  })
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Kathmandu')
  const bells = { url: 'https://vera:secret@northwind.example/bells?size=2#cart', title: 'Bells' }
  const { message, conversationId } = await shop.api.call(chat, {
    body: { agentId: milo.id, text: 'I want to talk to a human', page: bells },
  })
  expect(message?.text).toMatch(new RegExp(`Our team is back on ${day} .* at 18:00 \\(Asia/Kathmandu\\)\\.$`))
  const asked = page.getByRole('article', { name: 'Customer' })
  await lookAt(page, {
    name: 'inbox-page',
    path: `/inbox?box=waiting&conversation=${conversationId}`,
    arrive: () => expect(asked).toContainText('Asked on Bells'),
  })
  await expect(asked.getByRole('link', { name: 'Bells' })).toHaveAttribute(
    'href',
    'https://northwind.example/bells?size=2',
  )
})
