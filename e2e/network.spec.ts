import { expect, test } from './journey.ts'
import { ask, expectComplete, lastAnswer } from './support/desk.ts'
import { story } from './support/story.ts'

const whole = story(60)

test.use({ journey: { name: 'network', models: { slow: `delay=50 say=${whole}` } } })

test.beforeEach(({ watched }) => {
  watched.expects(/Failed to load resource|net::ERR/)
})

test('without a network a thin bar says so, the draft stays, and the answer goes on when it is back', async ({
  page,
  context,
  shop,
}) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'How long does a chain last?')
  await expect(lastAnswer(page)).toContainText('spoke-5')
  await context.setOffline(true)
  const bar = page.getByText('You are offline.')
  await expect(bar).toBeVisible()
  const message = page.getByRole('textbox', { name: 'Message' })
  await message.fill('And how long does a cassette last?')

  await context.setOffline(false)
  await expect(bar).toBeHidden()
  await expectComplete(page, whole)
  await expect(message).toHaveValue('And how long does a cassette last?')
  await page.reload()
  await expectComplete(page, whole)
  await expect(message).toHaveValue('And how long does a cassette last?')
})

test('what could not be sent waits beside the reason, and is sent once', async ({ page, context, shop }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await expect(page.getByText('Ask Milo something.')).toBeVisible()
  await context.setOffline(true)
  await ask(page, 'Do you hear me?')
  const question = page.getByRole('article', { name: 'Customer' })
  await expect(question.getByRole('alert')).toContainText('Not sent.')
  await context.setOffline(false)
  await question.getByRole('button', { name: 'Send again' }).click()
  await expectComplete(page, whole)
  await page.reload()
  await expectComplete(page, whole)
  await expect(page.getByRole('article', { name: 'Customer' })).toHaveCount(1)
})
