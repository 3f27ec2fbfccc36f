import { png } from '@frontdesk/testing/hostile-pictures'
import { expect, test } from './journey.ts'

test.use({ journey: { name: 'pictures', models: {} } })

test('a customer’s picture goes with their question, is seen in the chat, and by whoever takes over', async ({
  page,
  shop,
  model,
}) => {
  await shop.hires({ name: 'Milo', knowledgeOnly: false })
  await page.goto('/chat')
  const picker = page.locator('input[type=file]')
  await picker.setInputFiles({ name: 'page.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await expect(page.getByText('Only PNG, JPEG, WebP and GIF pictures can be sent.')).toBeVisible()
  await picker.setInputFiles({ name: 'frame.png', mimeType: 'image/png', buffer: png(320, 200) })
  const chosen = page.getByRole('list', { name: 'Pictures to send' })
  await expect(chosen.getByRole('img', { name: 'frame.png' })).toBeVisible()
  await page.getByLabel('Message').fill('Is this frame broken? {{say=It looks bent to me.}}')
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled()
  await page.keyboard.press('Enter')
  const said = page.getByRole('article', { name: 'Customer' }).getByRole('img', { name: 'frame.png' })
  await expect(said).toHaveJSProperty('naturalWidth', 320)
  await expect(page.getByTestId('thread').getByText('It looks bent to me.', { exact: true })).toBeVisible()
  await expect(chosen).toHaveCount(0)
  expect(JSON.stringify(model.calls.at(-1)?.body)).toContain('data:image/png;base64,')
  await picker.setInputFiles({ name: 'fork.png', mimeType: 'image/png', buffer: png(300, 200) })
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => JSON.stringify(model.calls.at(-1)?.body)).toContain('[Picture “fork.png”]')
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
  await page.getByLabel('Message').fill('I want to talk to a human')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('thread').getByText('I have passed this on to our team.')).toBeVisible()
  await page.goto('/inbox')
  await page.getByRole('list', { name: 'Waiting' }).getByRole('link').click()
  await expect(page.getByRole('img', { name: 'frame.png' })).toHaveJSProperty('naturalWidth', 320)
})
