import { expect, type Page } from '@playwright/test'

/** The words of people at the desk: what they do again and again, as they would call it. */

export const ask = async (page: Page, question: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(question)
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('article', { name: 'Customer' }).last()).toContainText(question)
}

export const lastAnswer = (page: Page) => page.getByRole('article', { name: 'Agent' }).last()

/** Ends the answer of a page for good: nothing of it is being written any more. */
export const expectComplete = (page: Page, text: string) =>
  Promise.all([
    expect(lastAnswer(page)).toHaveAttribute('data-state', 'complete', { timeout: 30_000 }),
    expect(lastAnswer(page).locator('.answer')).toHaveText(text, { timeout: 30_000 }),
  ])

type Dropped = { name: string; type: string; text: string }

/** Lets files fall on the page, as from a folder of one's own. */
export const dropFiles = async (page: Page, ...files: Dropped[]) => {
  const dataTransfer = await page.evaluateHandle(dropped => {
    const transfer = new DataTransfer()
    for (const { name, type, text } of dropped) transfer.items.add(new File([text], name, { type }))
    return transfer
  }, files)
  // A page that has just come hears nothing until its scripts run.
  await expect(async () => {
    for (const event of ['dragenter', 'dragover']) await page.dispatchEvent('body', event, { dataTransfer })
    await expect(page.getByText('Drop to add to the knowledge')).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
  await page.dispatchEvent('body', 'drop', { dataTransfer })
}
