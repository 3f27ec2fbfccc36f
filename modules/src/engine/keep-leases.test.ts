import { Guardrails } from '@frontdesk/contract/guardrails'
import { newId } from '@frontdesk/platform/ids'
import { testPlatform } from '@frontdesk/testing/platform'
import { type Named, world } from '@frontdesk/testing/world'
import { expect, test } from 'vitest'
import { insertAgent } from '#agents'
import { keepLeases } from './keep-leases.ts'
import { claimTurns, keepChunks, renewLeases } from './lease-store.ts'
import { readProgress, requestCancel } from './read-store.ts'
import type { Lease } from './turn.ts'
import { firstLease, keepQuestion } from './turn-store.ts'

/** Keeps a question as the server does that is killed before it answers. */
const asks = async ({ ctx }: Named, text: string): Promise<{ lease: Lease }> => {
  const agent = await insertAgent(ctx, {
    name: 'Nora',
    instructions: '',
    personality: '',
    model: null,
    modelConnectionId: null,
    fallbackModel: null,
    fallbackModelConnectionId: null,
    temperature: null,
    greeting: '',
    knowledgeOnly: true,
    handOver: { isEnabled: true, guidance: '', line: '', teamId: null, onFailure: false, rules: [] },
    builtInTools: [],
    maxSteps: 40,
    burstMs: 0,
    reasoningEffort: null,
    guardrails: Guardrails.parse({}),
  })
  const ids = { turnId: newId(), messageId: newId(), conversationId: newId() }
  const turn = {
    ...ids,
    isNewConversation: true,
    agentId: agent.id,
    clientMessageId: null,
    askedVersion: null,
    attachments: [],
    page: null,
    text,
  }
  if (!(await keepQuestion(ctx, turn))) throw new Error('The question was not kept')
  return { lease: firstLease(ctx, turn) }
}

const start = { attempt: 0, offset: 0 }

test('a stop that the server did not live to carry out keeps what was shown, without marks that lead nowhere', async () => {
  const { platform, olivia } = await world()
  const { lease } = await asks(olivia, 'Where is my parcel?')
  await keepChunks(platform, [{ lease, offset: 0, text: 'It left on Monday [1], ' }])
  await keepChunks(platform, [{ lease, offset: 23, text: 'and comes' }])
  await requestCancel(olivia.ctx, lease.turnId)

  const next = await testPlatform({ database: platform.database })
  next.clock.advance(16_000)
  const stop = await keepLeases(next)
  await expect
    .poll(() => readProgress(olivia.ctx, lease.turnId, start))
    .toMatchObject({ status: 'cancelled', text: 'It left on Monday, and comes', ending: { seq: 2, citations: [] } })
  await stop()
})

test('a turn that nobody in its process answers can be taken over, however long that process lives', async () => {
  const { platform, olivia } = await world()
  const forgotten = await asks(olivia, 'Where is my parcel?')
  const answered = await asks(olivia, 'What does it weigh?')

  platform.clock.advance(14_000)
  const held = await renewLeases(platform, [answered.lease.turnId])
  expect(held.map(({ turnId }) => turnId)).toEqual([answered.lease.turnId])
  platform.clock.advance(2_000)
  const claimed = await claimTurns(platform, false)
  expect(claimed.map(({ turnId }) => turnId)).toEqual([forgotten.lease.turnId])
})
