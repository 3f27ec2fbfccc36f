import { expect, stranger, test } from './journey.ts'
import { ask, dropFiles, lastAnswer } from './support/desk.ts'
import { olivia } from './support/shop.ts'

const prices = '<title>Prices</title><p>A service costs 60 euros.</p>'
const models = { fake: 'tokens=60 delay=70' }
test.use({ journey: { name: 'first run', models, site: { '/prices': prices } }, storageState: stranger })

test('Olivia creates her organization, brings her own knowledge, and gets a cited answer while it is written', async ({
  page,
  site,
  watched,
}) => {
  // Whoever comes first is refused and sent to the first run, which a browser reports.
  watched.expects(/status of 401/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/welcome$/)
  await page.getByLabel('Organization').fill(olivia.organizationName)
  await page.getByLabel('Your name').fill(olivia.name)
  await page.getByLabel('E-mail').fill(olivia.email)
  await page.getByLabel('Password', { exact: true }).fill(olivia.password)
  await page.getByRole('button', { name: 'Create organization' }).click()

  await page.getByRole('button', { name: 'Bring your own' }).click()
  await page.getByLabel('Its name').fill('Milo')
  await page.getByLabel('Paste something it should know').fill('# Returns\n\nA bike can be sent back within 45 days.')
  await dropFiles(page, { name: 'hours.md', type: 'text/markdown', text: '# Opening hours\n\nWe are open until six.' })
  await expect(page.getByText('1 of 1 uploaded')).toBeVisible()
  const start = page.getByRole('button', { name: 'Start chatting' })
  await page.getByLabel('Address of a page it should know').fill(`${site.url}/price`)
  await start.click()
  await expect(page.getByText('The site answered 404 instead of a page.')).toBeVisible()
  await page.getByLabel('Address of a page it should know').fill(`${site.url}/prices`)
  await start.click()
  await expect(page.getByRole('heading', { name: 'Milo' })).toBeVisible()

  await page.getByRole('link', { name: 'Knowledge' }).click()
  await expect(page.getByRole('row', { name: /Returns.*Ready/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Opening hours.*Ready/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Prices.*Ready/ })).toBeVisible()

  await page.getByRole('link', { name: 'Chat' }).click()
  await ask(page, 'Within how many days can a bike be sent back?')
  const answer = lastAnswer(page)
  await expect(answer).toHaveAttribute('aria-busy', 'true')
  await expect(answer).toContainText('You can do that')
  await expect(answer).toHaveAttribute('data-state', 'complete')
  await expect(answer).toContainText('it takes effect with the next order.')

  await answer.getByRole('button', { name: 'Source 1: Returns' }).hover()
  const source = page.getByRole('dialog', { name: 'Source 1' })
  await expect(source).toContainText('A bike can be sent back within 45 days.')
  await source.getByRole('link', { name: 'Open in knowledge' }).click()
  await expect(page.getByTestId('document-text')).toContainText('within 45 days')
})
