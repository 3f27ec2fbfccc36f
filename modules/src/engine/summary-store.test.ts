import { newId } from '@frontdesk/platform/ids'
import { type Named, world } from '@frontdesk/testing/world'
import { expect, test } from 'vitest'
import { claimSummary, keepSummary } from './summary-store.ts'

const converses = async ({ ctx }: Named) => {
  const [agentId, conversationId] = [newId(), newId()]
  const values = [ctx.organizationId, conversationId, agentId, ctx.now()]
  await ctx.sql([
    {
      text: `INSERT INTO agents (organization_id, id, name, instructions, personality, greeting, knowledge_only, created_at, updated_at)
        VALUES ($1::uuid, $2::uuid, 'Nora', '', '', '', true, $3::timestamptz, $3)`,
      values: [ctx.organizationId, agentId, ctx.now()],
    },
    {
      text: `INSERT INTO conversations (organization_id, id, agent_id, title, created_by, last_seq, last_activity_at, created_at)
        VALUES ($1::uuid, $2::uuid, $3::uuid, 'Hello', 'vera', 3, $4::timestamptz, $4)`,
      values,
    },
    {
      text: `INSERT INTO messages (organization_id, conversation_id, seq, id, sender, text, created_at)
        SELECT $1::uuid, $2::uuid, seq, gen_random_uuid(), 'customer', 'Hello ' || seq, $3::timestamptz FROM generate_series(1, 3) seq`,
      values: [ctx.organizationId, conversationId, ctx.now()],
    },
  ])
  return conversationId
}

test('of many who want to make a summary one does; who comes too late or knows too little keeps nothing', async () => {
  const { olivia, platform } = await world()
  const { ctx } = olivia
  const conversationId = await converses(olivia)
  const claims = () => claimSummary(ctx, { conversationId, knownSeq: 0, uptoSeq: 2 })
  const all = await Promise.all(Array.from({ length: 5 }, claims))
  const [first, ...others] = all.filter(claim => claim !== undefined)
  expect(others).toEqual([])
  expect(first?.said.map(({ text }) => text)).toEqual(['Hello 1', 'Hello 2'])

  // The process of the first is gone, or so it seems.
  platform.clock.advance(2 * 60_000)
  const second = await claims()
  const keeps = async (text: string, claim: typeof first) => {
    if (!claim) throw new Error('There was no claim')
    const { claimedUntil } = claim
    await keepSummary(ctx, { conversationId, claimedUntil, summary: { text, uptoSeq: 2 }, turnId: newId(), took: {} })
    const [kept] = await ctx.sql([
      { text: 'SELECT text FROM conversation_summaries WHERE conversation_id = $1::uuid', values: [conversationId] },
    ])
    return kept?.rows[0]?.text
  }
  expect(await keeps('Too late', first)).toBe('')
  expect(await keeps('She said hello', second)).toBe('She said hello')
  expect(await claims()).toBeUndefined()
  const next = await claimSummary(ctx, { conversationId, knownSeq: 2, uptoSeq: 3 })
  expect(next?.said.map(({ text }) => text)).toEqual(['Hello 3'])
})
