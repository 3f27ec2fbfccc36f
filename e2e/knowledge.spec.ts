import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { dropFiles } from './support/desk.ts'

const shipping =
  '<title>Shipping</title><nav>Home</nav><main><p>Parcels travel free of charge from 50 euros.</p></main>'

test.use({ journey: { name: 'knowledge', models: {}, site: { '/shipping': shipping } } })

test.beforeEach(({ shop }) => {
  expect(shop.signedIn.cookies).not.toEqual([])
})

const row = (page: Page, title: string | RegExp) => page.getByRole('row', { name: title })

test('Olivia adds a text, and it is ready to be answered from', async ({ page }) => {
  await page.goto('/knowledge')
  await expect(page.getByText('Nothing here yet')).toBeVisible()
  await page.getByRole('button', { name: 'Add text' }).click()
  const form = page.getByRole('dialog', { name: 'Add text' })
  await form.getByLabel('Title').fill('Repairs')
  await form.getByLabel('Link').fill('https://northwind.example/repairs')
  await form.getByLabel('Text', { exact: true }).fill('A puncture is mended while you wait and costs 12 euros.')
  await form.getByRole('button', { name: 'Add to the knowledge' }).click()
  await expect(form).toBeHidden()
  await expect(row(page, 'Repairs')).toContainText('Ready')
  await expect(row(page, 'Repairs')).toContainText('Text')
})

test('a question with its answer goes in as one', async ({ page }) => {
  await page.goto('/knowledge')
  await page.getByRole('button', { name: 'Add Q&A' }).click()
  const form = page.getByRole('dialog', { name: 'Add a question and answer' })
  await form.getByLabel('Question').fill('Do you hire out cargo bikes?')
  await form.getByLabel('Answer').fill('Yes, by the day, from April to October.')
  await form.getByRole('button', { name: 'Add to the knowledge' }).click()
  await expect(row(page, 'Do you hire out cargo bikes?')).toContainText('Ready')
  await expect(row(page, 'Do you hire out cargo bikes?')).toContainText('Q&A')
})

test('a web page goes in by its address, and one that cannot be read says why', async ({ page, site, watched }) => {
  watched.expects(/status of 400/)
  const form = page.getByRole('dialog', { name: 'Add a web page' })
  const add = async (address: string) => {
    await page.getByRole('button', { name: 'Add web page' }).click()
    await form.getByLabel('Address').fill(address)
    await form.getByRole('button', { name: 'Add to the knowledge' }).click()
  }
  await page.goto('/knowledge')
  await add('http://169.254.169.254/latest/meta-data/')
  await expect(form).toContainText('Only pages that everybody can reach are read')
  await form.getByLabel('Address').fill(`${site.url}/shipping`)
  await form.getByRole('button', { name: 'Add to the knowledge' }).click()
  await expect(form).toBeHidden()
  await expect(row(page, 'Shipping')).toContainText('Ready')
  await expect(row(page, 'Shipping')).toContainText('Page')
  await add(`${site.url}/nowhere`)
  await expect(row(page, /nowhere/)).toContainText('Failed')
  await expect(row(page, /nowhere/)).toContainText('The site answered 404 instead of a page.')

  await page.getByRole('link', { name: 'Shipping' }).click()
  await expect(page.getByTestId('document-text')).toHaveText('Parcels travel free of charge from 50 euros.')
  const visits = site.visits.length
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect.poll(() => site.visits.length).toBe(visits + 1)
  await expect(page.getByTestId('document-text')).toHaveText('Parcels travel free of charge from 50 euros.')
})

test('a file that falls on the page shows how far it has come, then what it holds', async ({ page }) => {
  await page.goto('/knowledge')
  const arrived = Promise.withResolvers<void>()
  await page.route('**/knowledge/files', async route => {
    await arrived.promise
    await route.continue()
  })
  await dropFiles(page, { name: 'winter.md', type: 'text/markdown', text: '# Winter\n\nWe store bikes from November.' })
  await expect(page.getByRole('progressbar', { name: 'Upload of winter.md' })).toBeAttached()
  await expect(page.getByText('Uploading')).toBeVisible()
  await expect(page.getByText('0 of 1 uploaded')).toBeVisible()
  arrived.resolve()
  await expect(page.getByText('1 of 1 uploaded')).toBeVisible()
  await expect(row(page, 'Winter')).toContainText('Ready')
  await page.getByRole('link', { name: 'Winter' }).click()
  await expect(page.getByRole('heading', { name: 'Winter' })).toBeVisible()
  await expect(page.getByTestId('document-text')).toContainText('We store bikes from November.')
  await expect(page.getByText('1 chunk')).toBeVisible()
})

test('files that cannot be read say why, and nothing else suffers', async ({ page, watched }) => {
  watched.expects(/status of 4(00|13|15|22)/)
  await page.goto('/knowledge')
  await dropFiles(
    page,
    { name: 'prices.pdf', type: 'application/pdf', text: '%PDF-1.4 and then nothing that is one' },
    { name: 'void.md', type: 'text/markdown', text: '' },
    { name: 'photo.txt', type: 'text/plain', text: '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR\u0000\u0000' },
    { name: 'bells.md', type: 'text/markdown', text: '# Bells\n\nBells are brass.' },
  )
  await expect(page.getByRole('listitem').filter({ hasText: 'void.md' })).toContainText('The file is empty.')
  await expect(row(page, 'Bells')).toContainText('Ready')
  await expect(row(page, /prices/)).toContainText('Failed')
  await expect(row(page, /prices/).getByRole('paragraph')).toContainText(/[A-Z].{15,}\./)
  const photo = page.getByRole('listitem').filter({ hasText: 'photo.txt' }).or(row(page, /photo/))
  await expect(photo.filter({ hasText: /Failed|Refused/ }).first()).toBeVisible()
})

test('the search box shows the passages an agent would get, and whether they answer', async ({ page, shop }) => {
  await shop.publishes({
    title: 'Saddles',
    text: '# Saddles\n\nA saddle may be tried for fourteen days and then exchanged.',
  })
  await page.goto('/knowledge')
  await page.getByRole('link', { name: 'Search' }).click()
  const question = page.getByRole('textbox', { name: 'Question' })
  await question.fill('For how many days may I try a saddle?')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('An agent would answer from these.')).toBeVisible()
  await expect(page.getByRole('article').first()).toContainText('tried for fourteen days')
  await expect(page.getByRole('article').first().getByRole('meter', { name: 'Score' })).toBeVisible()

  await question.fill('Who won the chess championship in Reykjavik?')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('An agent would say that it does not know.')).toBeVisible()
})

test('a document goes for good, once its owner has said so twice', async ({ page, shop }) => {
  await shop.publishes({ title: 'Tandems', text: 'We sell no tandems any more.' })
  await page.goto('/knowledge')
  await page.getByRole('link', { name: 'Tandems' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  const confirm = page.getByRole('dialog', { name: 'Delete this document?' })
  await confirm.getByRole('button', { name: 'Cancel' }).click()
  await expect(confirm).toBeHidden()
  await expect(page.getByTestId('document-text')).toContainText('no tandems')

  await page.getByRole('button', { name: 'Delete' }).click()
  await confirm.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Knowledge' })).toBeVisible()
  await expect(row(page, 'Tandems')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Knowledge' })).toBeVisible()
  await expect(row(page, 'Tandems')).toHaveCount(0)
})
