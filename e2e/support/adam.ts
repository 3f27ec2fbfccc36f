import { createClient } from '@frontdesk/contract/client'
import { acceptInvitation, createInvitation } from '@frontdesk/contract/people'
import { type Browser, expect } from '@playwright/test'
import { elsewhere } from './people.ts'
import type { Shop } from './shop.ts'

export const adam = {
  name: 'Adam Lind',
  email: 'adam@northwind.example',
  password: 'four spokes, a chain and a bell',
}

/** Adam joins as an agent; a browser in which he is signed in. */
export const hireAdam = async (shop: Shop, browser: Browser, baseURL: string) => {
  const { link } = await shop.api.call(createInvitation, { body: { email: adam.email, roleId: 'agent' } })
  const token = link.replace(/^.*#/, '')
  await createClient({ baseUrl: baseURL }).call(acceptInvitation, {
    body: { token, account: { name: adam.name, password: adam.password } },
  })
  const page = await elsewhere(browser, baseURL)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(adam.email)
  await page.getByLabel('Password', { exact: true }).fill(adam.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(/\/chat/)
  return page
}
