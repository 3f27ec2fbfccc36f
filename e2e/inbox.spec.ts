import { chat } from '@frontdesk/contract/chat'
import { expect, test } from './journey.ts'

test.use({ journey: { name: 'inbox', models: {} } })

const asks = (...messages: object[]) => `I want 300 € back for order 17. {{plan=${JSON.stringify(messages)}}}`
const handsOver = {
  say: 'That is more than I may decide.',
  calls: [
    {
      name: 'hand_over',
      arguments: { reason: 'The refund is above my limit', summary: 'Order 17, a broken frame, wants 300 € back.' },
    },
  ],
}

test('Olivia sees who waits and why, answers, gives the conversation back to the AI, and closes another', async ({
  page,
  shop,
}) => {
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false })
  const say = (text: string, conversationId?: string) =>
    shop.api.call(chat, { body: { agentId: milo.id, text, ...(conversationId && { conversationId }) } })

  await page.goto('/inbox')
  await expect(page.getByText('All quiet')).toBeVisible()
  const { conversationId } = await say(asks(handsOver))
  const waiting = page.getByRole('list', { name: 'Waiting' })
  await expect(waiting).toContainText('The refund is above my limit')
  await waiting.getByRole('link').click()
  await expect(page.getByRole('region', { name: 'Hand-over' })).toContainText('a broken frame')
  const conversation = page.getByRole('region', { name: 'Conversation', exact: true })
  await expect(conversation).toContainText('I have passed this on to our team.')

  await page.getByLabel('Your reply').fill('Olivia here. You get your money back today.')
  await page.reload()
  await expect(page.getByLabel('Your reply')).toHaveValue(/money back today/)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('article', { name: 'Olivia Berg' })).toContainText('money back today')
  await expect(page.getByRole('button', { name: 'Take over' })).toHaveCount(0)
  await say('Thank you, Olivia!', conversationId)
  await expect(conversation).toContainText('Thank you, Olivia!')
  await page.getByRole('link', { name: 'With people' }).click()
  await expect(page.getByRole('list', { name: 'With people' })).toContainText('I want 300 €')

  await page.goto(`/chat?conversation=${conversationId}`)
  await expect(page.getByRole('article', { name: 'Olivia Berg' })).toContainText('money back today')
  await expect(page.getByText('This question got no answer.')).toHaveCount(0)
  await page.getByLabel('Message').fill('Is anybody there?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('People have this conversation.')).toBeVisible()

  await page.goto(`/inbox?box=people&conversation=${conversationId}`)
  await page.getByRole('button', { name: 'Hand back to AI' }).click()
  await expect(page.getByRole('button', { name: 'Take over' })).toBeVisible()
  expect(await say('Anything else? {{say=All is settled.}}', conversationId)).toMatchObject({
    status: 'completed',
    message: { text: 'All is settled.' },
  })
  await page.getByRole('button', { name: 'Resolve' }).click()
  await expect(page.getByRole('button', { name: 'Resolve' })).toHaveCount(0)
})

test('Olivia finds a conversation by words that somebody said in it, and comes back to what she looked for', async ({
  page,
  shop,
}) => {
  const milo = await shop.hires({ name: 'Milo', knowledgeOnly: false })
  const say = (text: string, conversationId?: string) =>
    shop.api.call(chat, { body: { agentId: milo.id, text, ...(conversationId && { conversationId }) } })
  const { conversationId } = await say('Do you rent tandems? {{say=We do.}}')
  await say('With a child’s séat, <b>please</b>? {{say=Gladly.}}', conversationId)

  await page.goto('/inbox')
  const box = page.getByRole('searchbox', { name: 'Search' })
  await box.pressSequentially('seat pleas')
  const found = page.getByRole('list', { name: 'Found' })
  await expect(found.locator('mark')).toHaveText(['séat', 'please'])
  await expect(found).toContainText('<b>please</b>')
  await found.getByRole('link').click()
  await expect(page.getByRole('article', { name: 'Customer' }).last()).toBeInViewport()
  await page.reload()
  await expect(box).toHaveValue('seat pleas')
  await expect(found.getByRole('link')).toHaveAttribute('aria-current', 'true')

  await box.fill('unicycle')
  await expect(page.getByText('No conversation that you see has “unicycle”.')).toBeVisible()
  await box.press('Escape')
  await expect(box).toHaveValue('')
  await expect(found).toBeHidden()
  await expect(page).not.toHaveURL(/search/)
})
