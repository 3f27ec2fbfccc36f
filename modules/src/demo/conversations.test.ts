import { expect, test } from 'vitest'
import { conversations } from './conversations.ts'
import { readArticles } from './read-articles.ts'

test('a dozen different customers take turns with the agent, two to eight messages each', () => {
  expect(new Set(conversations.map(({ customer }) => customer.email)).size).toBe(12)
  for (const { customer, messages } of conversations) {
    expect(messages.length, customer.name).toBeGreaterThanOrEqual(2)
    expect(messages.length, customer.name).toBeLessThanOrEqual(8)
    const inTurn = messages.map((_, place) => (place % 2 === 0 ? 'customer' : 'agent'))
    expect(
      messages.map(({ from }) => from),
      customer.name,
    ).toEqual(inTurn)
  }
})

test('time only moves forward within a conversation, and the latest conversation comes first', () => {
  for (const { messages } of conversations) {
    const minutes = messages.map(message => message.minutesAgo)
    expect(minutes).toEqual(minutes.toSorted((one, other) => other - one))
  }
  const latest = conversations.map(({ messages }) => messages.at(-1)?.minutesAgo ?? 0)
  expect(latest).toEqual(latest.toSorted((one, other) => one - other))
})

test('every mark in an answer has its article, and every cited article exists and is marked', async () => {
  const ids = (await readArticles()).map(article => article.externalId)
  for (const { text, cites } of conversations.flatMap(({ messages }) => messages)) {
    const marks = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, mark]) => Number(mark)))
    expect([...marks].sort(), text).toEqual(cites.map((_, place) => place + 1))
    expect(ids, text).toEqual(expect.arrayContaining(cites))
  }
})

test('some conversations wait for a person', () => {
  const waiting = conversations.filter(({ status }) => status === 'open').map(({ customer }) => customer.name)
  expect(waiting).toEqual(['Eoin Byrne', 'Tomasz Zieliński'])
})
