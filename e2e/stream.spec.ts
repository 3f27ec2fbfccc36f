import { expect, test } from './journey.ts'
import { ask, expectComplete, lastAnswer } from './support/desk.ts'
import { story } from './support/story.ts'

const whole = story(90)

test.use({
  journey: {
    name: 'stream',
    models: {
      slow: `delay=50 say=${whole}`,
      refused: `fault=http-401 times=1 say=${whole}`,
    },
  },
})

test('an answer grows while it is written, and a reload in its midst loses nothing of it', async ({ page, shop }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'How is a wheel trued?')
  await expect(lastAnswer(page)).toContainText('spoke-3')
  await expect(lastAnswer(page)).toContainText('spoke-9')
  await expect(page).toHaveURL(/conversation=/)

  await page.reload()
  await expect(lastAnswer(page)).toHaveAttribute('aria-busy', 'true')
  await expect(lastAnswer(page)).toContainText('spoke-20')
  await expectComplete(page, whole)
  await expect(page.getByRole('article', { name: 'Agent' })).toHaveCount(1)

  await page.reload()
  await expectComplete(page, whole)
})

test('stopping keeps what was written, for good', async ({ page, shop, model }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'Tell me everything about spokes.')
  await expect(lastAnswer(page)).toContainText('spoke-5')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(lastAnswer(page).getByText('Stopped.')).toBeVisible()
  await expect(lastAnswer(page)).toHaveAttribute('data-state', 'cancelled')
  await expect.poll(() => model.openAnswers(), 'the model is not asked to go on').toBe(0)
  const kept = await lastAnswer(page).locator('.answer').textContent()
  expect(whole.startsWith(kept?.trim() ?? 'nothing')).toBe(true)

  await page.reload()
  await expect(lastAnswer(page)).toHaveAttribute('data-state', 'cancelled')
  await expect(lastAnswer(page).locator('.answer')).toHaveText(kept ?? '')
  await ask(page, 'Go on, then.')
  await expectComplete(page, whole)
})

test('an answer can be stopped before its first word', async ({ page, shop }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'Never mind.')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(lastAnswer(page)).toHaveAttribute('data-state', 'cancelled')
  await expect(lastAnswer(page)).not.toContainText('the wheel is true')
})

test('two tabs see the same answer', async ({ page, context, shop }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'How many spokes has a wheel?')
  await expect(page).toHaveURL(/conversation=/)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(lastAnswer(other)).toHaveAttribute('aria-busy', 'true')
  await Promise.all([expectComplete(page, whole), expectComplete(other, whole)])
})

test('an answer comes to its end though the server dies in its midst', async ({ page, shop, server, watched }) => {
  watched.expects(/Failed to load resource|net::ERR/)
  const milo = await shop.hires({ name: 'Milo', model: 'slow', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'What holds a wheel together?')
  await expect(lastAnswer(page)).toContainText('spoke-15')
  await server.kill()
  await expect(lastAnswer(page)).toHaveAttribute('data-state', 'reconnecting')
  await server.start()
  await expectComplete(page, whole)
  await page.reload()
  await expectComplete(page, whole)
  await expect(page.getByRole('article', { name: 'Agent' })).toHaveCount(1)
})

test('a model that refuses is said in a sentence, and trying again works, also later', async ({ page, shop }) => {
  const milo = await shop.hires({ name: 'Milo', model: 'refused', knowledgeOnly: false })
  await page.goto(`/chat?agent=${milo.id}`)
  await ask(page, 'Are you there?')
  const alert = lastAnswer(page).getByRole('alert')
  await expect(alert).toContainText(/refused the API key/)
  await expect(page).toHaveURL(/conversation=/)
  await page.reload()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expectComplete(page, whole)
})
