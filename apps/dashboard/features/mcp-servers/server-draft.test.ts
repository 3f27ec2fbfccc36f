import type { McpServer } from '@frontdesk/contract/mcp-servers'
import { expect, test } from 'vitest'
import { changesBetween, draftOf, serverOf } from './server-draft.ts'

const shop: McpServer = {
  id: '019aa3f0-0000-7000-8000-000000000001',
  name: 'Shop',
  url: 'https://shop.example/mcp',
  authorization: { kind: 'bearer', signedIn: null },
  createdAt: '2026-11-27T09:00:00.000Z',
  updatedAt: '2026-11-27T09:00:00.000Z',
}

test('a token that is kept is not sent again, and one that is written anew is', () => {
  const draft = draftOf(shop)
  expect(changesBetween(draft, { ...draft, name: 'Our shop' })).toEqual({ name: 'Our shop' })
  expect(changesBetween(draft, { ...draft, token: ' new ' })).toEqual({
    authorization: { kind: 'bearer', token: 'new' },
  })
})

test('a way to sign in names only what was filled in', () => {
  const draft = { ...draftOf(undefined), name: 'Shop', url: ' https://shop.example/mcp ', kind: 'oauth' as const }
  expect(serverOf(draft)).toEqual({
    name: 'Shop',
    url: 'https://shop.example/mcp',
    authorization: { kind: 'oauth' },
  })
  expect(serverOf({ ...draft, clientId: 'desk', scope: 'orders' }).authorization).toEqual({
    kind: 'oauth',
    clientId: 'desk',
    scope: 'orders',
  })
})
