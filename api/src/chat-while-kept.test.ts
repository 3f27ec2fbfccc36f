import type { TurnTrace } from '@frontdesk/contract/chat'
import type { AgentVersion } from '@frontdesk/contract/versions'
import type { Ctx } from '@frontdesk/modules/context'
import { say } from '@frontdesk/modules/engine/index'
import { newId } from '@frontdesk/platform/ids'
import { type Answered, type ChatDesk, chatDesk } from '@frontdesk/testing/chat-desk'
import { beforeAll, beforeEach, expect, test } from 'vitest'

let desk: ChatDesk
beforeAll(async () => {
  desk = await chatDesk()
})
beforeEach(() => desk.fake.reset())

/** Olivia, for whom something happens after it was read what to answer and before the question is kept. */
const meanwhile = (happens: () => Promise<unknown>): Ctx => {
  const { ctx } = desk.world.olivia
  return {
    ...ctx,
    sql: async statements => {
      const [first, ...rest] = statements
      if (!first?.early) return ctx.sql(statements)
      const read = await ctx.sql([first])
      await happens()
      return [...read, ...(await ctx.sql(rest))]
    },
  }
}
const asked = () => expect.poll(() => desk.fake.openAnswers()).toBe(1)
const countOf = async (table: 'conversations' | 'messages' | 'turns') => {
  const { rows } = await desk.world.platform.database.owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)
  return Number(rows[0]?.n)
}
const publish = async (instructions: string) => {
  const { key } = desk.world.olivia
  await desk.api.ask(`PATCH /agents/${desk.agentId}`, { key, body: { instructions } })
  return desk.api.ask<AgentVersion>(`POST /agents/${desk.agentId}/publish`, { key, body: {} })
}
const long = 'Tell me all. {{tokens=400 delay=20}}'

test('a question that cannot be kept is not answered: the model is hung up on, and nothing is left', async () => {
  const before = [await countOf('conversations'), await countOf('messages'), await countOf('turns')]
  const ctx = meanwhile(async () => {
    await asked()
    throw new Error('The database is away')
  })
  await expect(say(ctx, { agentId: desk.agentId, text: long })).rejects.toThrow('The database is away')
  await expect.poll(() => desk.fake.openAnswers()).toBe(0)
  expect(desk.fake.callCount()).toBe(1)
  expect([await countOf('conversations'), await countOf('messages'), await countOf('turns')]).toEqual(before)
})

test('an answer that is whole before its question is kept waits for it', async () => {
  const ctx = meanwhile(async () => {
    await expect.poll(() => desk.fake.callCount()).toBe(1)
    await expect.poll(() => desk.fake.openAnswers()).toBe(0)
    expect(await countOf('turns')).toBe(before)
  })
  const before = await countOf('turns')
  const { conversationId, turnId } = await say(ctx, { agentId: desk.agentId, text: 'Hello' })
  await expect.poll(() => desk.read(`/turns/${turnId}`)).toMatchObject({ status: 'completed' })
  const { items } = await desk.read<{ items: { seq: number }[] }>(`/conversations/${conversationId}/messages`)
  expect(items.map(({ seq }) => seq)).toEqual([1, 2])
})

test('the first message again does not ask the model again', async () => {
  const clientMessageId = newId()
  const [first, again] = [
    await desk.sayForJson('Hello', { clientMessageId }),
    await desk.sayForJson('Hello', { clientMessageId }),
  ]
  expect(again.body).toEqual(first.body as Answered)
  expect(desk.fake.callCount()).toBe(1)
})

test('a version that is published while a first question is on its way answers it', async () => {
  await publish('Be brief.')
  let version: AgentVersion | undefined
  const ctx = meanwhile(async () => {
    await asked()
    version = await publish('Be a parrot.')
  })
  const { turnId } = await say(ctx, { agentId: desk.agentId, text: 'Tell me all. {{tokens=30 delay=20}}' })
  await expect.poll(() => desk.read(`/turns/${turnId}`), { timeout: 5_000 }).toMatchObject({ status: 'completed' })
  const prompts = desk.fake.calls.map(({ body }) => String(body.messages?.[0]?.content))
  expect(prompts).toEqual([expect.stringContaining('Be brief.'), expect.stringContaining('Be a parrot.')])
  const { publishedVersion } = await desk.read<TurnTrace>(`/turns/${turnId}`)
  expect(publishedVersion).toEqual({ number: version?.number, hash: version?.hash })
})
