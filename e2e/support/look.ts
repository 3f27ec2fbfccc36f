import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export type Screen = {
  name: string
  path: string
  /** Comes to the state to look at; resolves when it is on screen. */
  arrive: (page: Page) => Promise<unknown>
}

const screenshots = fileURLToPath(new URL('../screenshots/', import.meta.url))
const widths = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 } }

const everyLook = [
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desk', 'light'],
  ['desk', 'dark'],
] as const
// Each width and each theme once: what is wrong in one of them is wrong in both pictures of it.
const looks = process.env.FULL_LISTS ? everyLook : [everyLook[0], everyLook[3]]

/**
 * Looks at a screen on a phone and at a desk, by day and by night, and keeps a picture of each. With FULL_LISTS all four,
 * and each comes there anew; else the same page is turned from one into the other.
 */
export const lookAt = async (page: Page, { name, path, arrive }: Screen) => {
  for (const [index, [device, colorScheme]] of looks.entries()) {
    const size = widths[device]
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (index === 0 || process.env.FULL_LISTS) {
      await page.goto(path)
      await arrive(page)
    }
    await expectNothingBeside(page, `${name} on a ${device}`)
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await page.screenshot({ path: `${screenshots}${name}-${size.width}-${colorScheme}.png` })
    await expectAccessible(page, `${name}, ${device}, ${colorScheme}`)
  }
}

const expectAccessible = async (page: Page, where: string) => {
  // Else it opens a page of its own each time, to sum up over frames; no page of ours has any.
  expect(page.frames(), where).toHaveLength(1)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const faults = grave.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`))
  expect.soft(faults, `${where} is accessible`).toEqual([])
}

/** Nobody has to scroll sideways, except inside a table or code of an answer. */
const expectNothingBeside = async (page: Page, where: string) => {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        element => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .filter(element => element.scrollWidth > element.clientWidth + 1 && !element.matches('pre, .table, textarea'))
      .map(element => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`),
  )
  expect.soft(wide, `${where} needs no scrolling sideways`).toEqual([])
}
