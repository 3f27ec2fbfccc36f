import { answeredQuestions, unansweredQuestions } from '@frontdesk/testing/demo-questions'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'
import { findAgent } from '#agents'
import { retrieve } from '#knowledge'
import { readArticles } from './read-articles.ts'
import { seedDemo } from './seed-demo.ts'

let shop: World
let seeded: Awaited<ReturnType<typeof seedDemo>>
beforeAll(async () => {
  shop = await world()
  seeded = await seedDemo(shop.olivia.ctx)
})

const search = (query: string) => retrieve(shop.olivia.ctx, { query, history: [], limit: 5 })

test('an owner gets the shop’s articles, its agent and a dozen conversations; a viewer may not ask for them', async () => {
  expect(seeded).toMatchObject({ documents: (await readArticles()).length, conversations: 12 })
  expect((await findAgent(shop.olivia.ctx, seeded.agentId)).greeting).not.toBe('')
  await expect(seedDemo(shop.vera.ctx)).rejects.toThrow('organization.manage')
})

test('what customers ask is found in the article that answers it', async () => {
  const missed = []
  for (const { question, answeredBy } of answeredQuestions) {
    const { passages } = await search(question)
    if (!passages.some(({ externalId }) => answeredBy.includes(externalId ?? ''))) missed.push(question)
  }
  expect(missed.length).toBeLessThanOrEqual(2)
})

test('most questions are told apart by whether the articles answer them', async () => {
  const sureness = async (questions: string[]) =>
    Promise.all(questions.map(async each => (await search(each)).confidence))
  const answered = await sureness(answeredQuestions.map(({ question }) => question))
  const others = await sureness(unansweredQuestions)
  const wins = answered.flatMap(sure => others.map(unsure => Number(sure > unsure)))
  expect(wins.reduce((sum, win) => sum + win, 0) / wins.length).toBeGreaterThan(0.7)
})

test('a past answer cites a passage of the very article', async () => {
  const [result] = await shop.olivia.ctx.sql([
    {
      text: `SELECT citations FROM messages WHERE organization_id = $1::uuid AND sender = 'agent'`,
      values: [shop.organizationId],
    },
  ])
  const cited = (result?.rows ?? []).flatMap(row => row.citations as { externalId: string; text: string }[])
  expect(cited.length).toBeGreaterThan(15)
  expect(cited.every(({ externalId, text }) => externalId !== '' && text !== '')).toBe(true)
})
