import { publishAgent } from '@frontdesk/contract/versions'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { ask, lastAnswer } from './support/desk.ts'
import { lookAt } from './support/look.ts'
import type { Shop } from './support/shop.ts'

test.use({ journey: { name: 'versions', models: { short: 'say=Yes.', long: 'say=Yes, with pleasure.' } } })

const publish = async (page: Page, note: string) => {
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog', { name: /^Publish/ })
  await dialog.getByLabel('Note').fill(note)
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(dialog).toBeHidden()
}

test('Olivia publishes an agent, changes it, sees the difference, publishes, and rolls back', async ({
  page,
  shop,
}) => {
  const words = { greeting: 'Ask away.', instructions: 'Be kind.\nBe brief.' }
  const { id } = await shop.hires({ name: 'Sanna', model: 'short', ...words })
  await page.goto(`/agents?agent=${id}`)
  await expect(page.getByText('Not published yet')).toBeVisible()
  await publish(page, 'The first one')
  await expect(page.getByText('Version 1 answers everybody')).toBeVisible()

  await page.getByLabel('Instructions').fill('Be kind.\nTake your time.')
  await page.getByLabel('Greeting').fill('Ask me anything.')
  await page.getByRole('textbox', { name: 'Model', exact: true }).fill('long')
  await expect(page.getByRole('button', { name: 'Publish' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish Sanna' })
  await expect(dialog.getByText('Removed: Be brief.')).toBeVisible()
  await expect(dialog.getByText('Added: Take your time.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Chat with it' }).click()
  await expect(page.getByText('Ask away.')).toBeVisible()
  await ask(page, 'Are you there?')
  await expect(lastAnswer(page)).toContainText('Yes.')

  await page.goto(`/agents?agent=${id}`)
  await page.getByRole('button', { name: 'Try the draft' }).click()
  await expect(page.getByText('Ask me anything.')).toBeVisible()
  await ask(page, 'Are you there?')
  await expect(lastAnswer(page)).toContainText('Yes, with pleasure.')
  await page.reload()
  await ask(page, 'Still the draft?')
  await expect(lastAnswer(page)).toContainText('Yes, with pleasure.')

  await page.goto(`/agents?agent=${id}`)
  await publish(page, 'More patient')
  await page.getByRole('link', { name: 'Versions' }).click()
  const versions = page.getByRole('list', { name: 'Versions' })
  await versions.getByText('More patient').click()
  await expect(versions.getByText('Added: Take your time.')).toBeVisible()
  await page.goto(`/chat?agent=${id}`)
  await ask(page, 'And now?')
  await expect(lastAnswer(page)).toContainText('Yes, with pleasure.')

  await page.goto(`/agents?agent=${id}&view=versions`)
  await page.getByRole('button', { name: 'Roll back' }).click()
  await page.getByRole('button', { name: 'Use version 1' }).click()
  await expect(page.getByText('Version 1 answers everybody')).toBeVisible()
  await page.goto(`/chat?agent=${id}`)
  await ask(page, 'And after that?')
  await expect(lastAnswer(page)).toContainText('Yes.')
  await expect(lastAnswer(page)).not.toContainText('pleasure')
})

test('an earlier version is copied into the draft, and customers are split between two', async ({ page, shop }) => {
  const id = await published(shop, 'Tove')
  await page.goto(`/agents?agent=${id}&view=versions`)
  const first = page.getByRole('listitem', { name: 'Version 1' })
  await first.getByText('Version 1', { exact: true }).click()
  await first.getByRole('button', { name: 'Copy into the draft' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(page.getByText('The draft is version 1 again')).toBeVisible()
  await page.getByRole('link', { name: 'Draft' }).click()
  await expect(page.getByLabel('Instructions')).toHaveValue('Be kind.\nBe brief.')

  await page.goto(`/agents?agent=${id}&view=versions`)
  await page.getByRole('button', { name: 'Split' }).click()
  await page.getByLabel('Version 2, percent').fill('70')
  await expect(page.getByText('it has to be 100')).toBeVisible()
  await page.getByLabel('Version 1, percent').fill('30')
  await page.getByRole('dialog').getByRole('button', { name: 'Split' }).click()
  await expect(page.getByText('Version 1 answers 30 %, Version 2 answers 70 %')).toBeVisible()
})

test.describe('whole, readable and accessible at both widths, by day and by night:', () => {
  test.describe.configure({ timeout: 150_000 })

  test('the versions of an agent', async ({ page, shop }) => {
    const id = await published(shop, 'Ulf')
    const opened = async () => {
      await page.getByText('A note of somebody who had a lot to say').click()
      await expect(page.getByText('Added: Take your time.')).toBeVisible()
    }
    await lookAt(page, { name: 'versions', path: `/agents?agent=${id}&view=versions`, arrive: opened })
    await lookAt(page, {
      name: 'versions-split',
      path: `/agents?agent=${id}&view=versions`,
      arrive: async () => {
        await page.getByRole('button', { name: 'Split' }).click()
        await expect(page.getByRole('dialog', { name: 'Split customers' })).toBeVisible()
      },
    })
    await shop.publishes({ title: 'News', text: 'There is a new bell.' })
    await lookAt(page, {
      name: 'versions-publish',
      path: `/agents?agent=${id}`,
      arrive: async () => {
        await page.getByRole('button', { name: 'Publish' }).click()
        await expect(page.getByText('Added: Documents: 1')).toBeVisible()
      },
    })
    const { id: fresh } = await shop.hires({ name: 'Vidar' })
    const empty = () => expect(page.getByText('Nothing published yet')).toBeVisible()
    await lookAt(page, { name: 'versions-empty', path: `/agents?agent=${fresh}&view=versions`, arrive: empty })
  })
})

/** An agent with two versions. */
const published = async (shop: Shop, name: string) => {
  const { id } = await shop.hires({ name, instructions: 'Be kind.\nBe brief.' })
  const parameters = { agentId: id }
  await shop.api.call(publishAgent, { parameters, body: {} })
  const note = 'A note of somebody who had a lot to say, so that it goes on over more than one line of a phone'
  await shop.changes(id, { instructions: 'Be kind.\nTake your time.', temperature: 0.2 })
  await shop.api.call(publishAgent, { parameters, body: { note } })
  return id
}
