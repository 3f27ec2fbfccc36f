import { createApiKey } from '@frontdesk/contract/accounts'
import { chat } from '@frontdesk/contract/chat'
import type { Page } from '@playwright/test'
import { expect, test } from './journey.ts'
import { lastAnswer } from './support/desk.ts'
import { lookAt } from './support/look.ts'
import type { Shop } from './support/shop.ts'
import { staffed } from './support/staff.ts'

const answer = `You have **45 days** to send a bike back. [[1]]

1. Ask for a return slip with your order number.
2. Pack the bike as it came, with its \`frame card\`.

| Parcel | Costs |
| --- | --- |
| Bike | 39 euros |
| Bell, light or any other part that fits into an ordinary envelope | nothing |

More is in [the rules](https://northwind.example/returns).`

test.use({ journey: { name: 'looks', models: { tidy: `say=${answer}` }, provider: true } })

const returns = `# Sending something back

A bike can be sent back within 45 days, parts within 90.

## What it costs

A parcel with a bike costs 39 euros; parts travel free of charge. The amount is taken off the refund.

## Condition

Try things as you would in a shop. A test ride of up to 20 km on dry roads is welcome.`

const furnished = async (shop: Shop, baseUrl: string) => {
  const milo = await shop.hires({
    name: 'Milo',
    model: 'tidy',
    greeting: 'Good day! Ask me about bikes, parts and repairs.',
  })
  await shop.hires({
    name: 'ليلى',
    instructions: 'أجب بالعربية.',
    model: 'a-model-with-a-name-that-goes-on-and-on-2026-11-23',
  })
  const document = await shop.publishes({ title: 'Sending something back', text: returns })
  await shop.publishes({
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    text: 'A long word.',
  })
  await shop.api.call(createApiKey, { body: { name: 'Stock system' } })
  const ask = (text: string) => shop.api.call(chat, { body: { agentId: milo.id, text } })
  await ask('Can I send my tandem to Liechtenstein, and who pays for the ferry if it has to cross the lake?')
  const turn = await ask('How long can I send a bike back?')
  const { conversationId: waiting } = await ask('Human please')
  const invitation = await staffed(shop, baseUrl)
  return { milo: milo.id, document, conversation: turn.conversationId, turn: turn.turnId, waiting, invitation }
}

const dialog = (name: string) => (page: Page) => expect(page.getByRole('dialog', { name })).toBeVisible()
const answered = (page: Page) => expect(lastAnswer(page).getByRole('button', { name: /^Source 1/ })).toBeVisible()

let at: Awaited<ReturnType<typeof furnished>>

test.beforeAll(async ({ shop, server }) => {
  at = await furnished(shop, server.url)
})

test.describe('whole, readable and accessible at both widths, by day and by night:', () => {
  test.describe.configure({ timeout: 150_000 })

  test('the chat', async ({ page }) => {
    const conversation = `/chat?conversation=${at.conversation}`
    const greeted = () => expect(page.getByText('Good day! Ask me')).toBeVisible()
    await lookAt(page, { name: 'chat-empty', path: `/chat?agent=${at.milo}`, arrive: greeted })
    await lookAt(page, { name: 'chat-answer', path: conversation, arrive: answered })
    await lookAt(page, {
      name: 'chat-source',
      path: conversation,
      arrive: async () => {
        await lastAnswer(page)
          .getByRole('button', { name: /^Source 1/ })
          .click()
        await expect(page.getByRole('dialog', { name: 'Source 1' })).toBeVisible()
      },
    })
    await lookAt(page, {
      name: 'chat-trace',
      path: `${conversation}&turn=${at.turn}`,
      arrive: () => expect(page.getByTestId('trace').getByRole('article').first()).toBeVisible(),
    })
  })

  test('the inbox', async ({ page }) => {
    const listed = () => expect(page.getByRole('list', { name: 'Waiting' })).toContainText('Human please')
    const opened = () => expect(page.getByRole('region', { name: 'Hand-over' })).toBeVisible()
    const found = () => expect(page.getByRole('list', { name: 'Found' }).getByRole('link')).toHaveCount(1)
    await lookAt(page, { name: 'inbox', path: '/inbox', arrive: listed })
    await lookAt(page, { name: 'inbox-search', path: '/inbox?search=tandem+lake', arrive: found })
    await lookAt(page, { name: 'inbox-conversation', path: `/inbox?conversation=${at.waiting}`, arrive: opened })
  })

  test('the knowledge', async ({ page }) => {
    const listed = () => expect(page.getByRole('row', { name: 'Sending something back' })).toBeVisible()
    await lookAt(page, { name: 'knowledge', path: '/knowledge', arrive: listed })
    await lookAt(page, { name: 'knowledge-add-text', path: '/knowledge?add=text', arrive: dialog('Add text') })
    await lookAt(page, { name: 'knowledge-add-page', path: '/knowledge?add=page', arrive: dialog('Add a web page') })
    await lookAt(page, {
      name: 'knowledge-search',
      path: '/knowledge?view=search',
      arrive: async () => {
        await page.getByRole('textbox', { name: 'Question' }).fill('What does it cost to send a bike back?')
        await page.getByRole('button', { name: 'Search', exact: true }).click()
        await expect(page.getByRole('article').first()).toBeVisible()
      },
    })
    const read = () => expect(page.getByTestId('document-text')).toBeVisible()
    await lookAt(page, { name: 'document', path: `/knowledge?document=${at.document}`, arrive: read })
  })

  test('the agents and the palette', async ({ page }) => {
    const listed = () => expect(page.getByRole('link', { name: 'ليلى', exact: true })).toBeVisible()
    await lookAt(page, { name: 'agents', path: '/agents', arrive: listed })
    const named = () => expect(page.getByRole('heading', { name: 'Milo' })).toBeVisible()
    await lookAt(page, { name: 'agent', path: `/agents?agent=${at.milo}`, arrive: named })
    await lookAt(page, {
      name: 'palette',
      path: '/agents',
      arrive: async () => {
        await listed()
        await page.getByRole('button', { name: 'Search and commands' }).click()
        await expect(page.getByRole('option', { name: /New conversation/ })).toBeVisible()
      },
    })
  })

  test('the settings', async ({ page }) => {
    const listed = () => expect(page.getByText('Stock system')).toBeVisible()
    await lookAt(page, { name: 'settings', path: '/settings', arrive: listed })
    await lookAt(page, {
      name: 'settings-new-key',
      path: '/settings',
      arrive: async () => {
        await page.getByRole('button', { name: 'New API key' }).click()
        await dialog('New API key')(page)
      },
    })
  })

  test('people and roles', async ({ page }) => {
    const listed = () => expect(page.getByRole('list', { name: 'People' })).toContainText('Adam Lind')
    const invited = () => expect(page.getByRole('list', { name: 'Invitations' })).toContainText('maximiliane')
    await lookAt(page, { name: 'people', path: '/settings/people', arrive: () => Promise.all([listed(), invited()]) })
    await lookAt(page, {
      name: 'people-invite',
      path: '/settings/people',
      arrive: async () => {
        await listed()
        await page.getByRole('button', { name: 'Invite' }).click()
        await dialog('Invite a person')(page)
      },
    })
    const roles = () => expect(page.getByRole('list', { name: 'Roles' })).toContainText('Knowledge keepers')
    await lookAt(page, { name: 'roles', path: '/settings/roles', arrive: roles })
    await lookAt(page, {
      name: 'roles-edit',
      path: '/settings/roles',
      arrive: async () => {
        await page.getByRole('button', { name: /^Edit/ }).click()
        await expect(page.getByRole('checkbox', { name: 'change the knowledge' })).toBeChecked()
      },
    })
    const join = () => expect(page.getByRole('heading', { name: 'Join Northwind Bikes as Supervisor' })).toBeVisible()
    await lookAt(page, { name: 'join', path: `/join#${at.invitation}`, arrive: join })
  })

  test('the teams', async ({ page }) => {
    const teams = () => expect(page.getByRole('list', { name: 'Teams' })).toContainText('Adam Lind')
    await lookAt(page, { name: 'teams', path: '/settings/teams', arrive: teams })
    await lookAt(page, {
      name: 'teams-edit',
      path: '/settings/teams',
      arrive: async () => {
        await page.getByRole('button', { name: 'Edit Northern workshop' }).click()
        await dialog('Edit team')(page)
        await expect(page.getByRole('checkbox', { name: 'Adam Lind' })).toBeChecked()
      },
    })
  })

  test('the audit trail and the organizations', async ({ page }) => {
    await lookAt(page, {
      name: 'audit',
      path: '/settings/audit',
      arrive: async () => {
        await page.getByText('made a role: Knowledge keepers').click()
        await expect(page.getByText('role.created')).toBeVisible()
        await page.getByRole('button', { name: 'Check the chain' }).click()
        await expect(page.getByText(/^Intact/)).toBeVisible()
      },
    })
    await lookAt(page, {
      name: 'organizations',
      path: '/settings',
      arrive: async () => {
        await page.getByRole('button', { name: 'switch organization' }).click()
        await expect(page.getByRole('list', { name: 'Organizations' })).toContainText('Owner')
      },
    })
  })
})
