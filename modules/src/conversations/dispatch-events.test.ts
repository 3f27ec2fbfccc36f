import type { Event } from '@frontdesk/contract/events'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { world } from '@frontdesk/testing/world'
import { expect, test, vi } from 'vitest'
import type { Ctx } from '#context'
import { keepDispatching, wakeDispatcher } from './dispatch-events.ts'
import { listenToEvents } from './listen-to-events.ts'
import { passEvents, takeEvents, trimOutbox } from './outbox-store.ts'

const desk = async () => {
  const platform = await testPlatform({ database: await freshDatabase() })
  return world(platform)
}

const announcement = (ctx: Ctx, subjectId: string) => ({
  text: `INSERT INTO outbox (organization_id, type, subject_id, payload, created_at) VALUES ($1, 'message.created', $2, '{}', $3)`,
  values: [ctx.organizationId, subjectId, ctx.now()],
})

const announce = async (ctx: Ctx, ...subjectIds: string[]) => {
  for (const id of subjectIds) await ctx.sql([announcement(ctx, id)])
}

// A transaction open in any database of the same Postgres, another test's say, hides events for a moment.
const taken = (platform: Platform, count: number) =>
  vi.waitFor(async () => {
    const events = await takeEvents(platform, 'realtime', 10)
    expect(events).toHaveLength(count)
    return events
  }, 5_000)

test('listeners hear what happened in their organization, in order, and nothing of a rival', async () => {
  const { platform, olivia, rita } = await desk()
  const heard: Event[] = []
  await listenToEvents(olivia.ctx, event => heard.push(event))
  const stop = keepDispatching(platform)
  const ids = Array.from({ length: 20 }, () => newId())
  await announce(rita.ctx, newId())
  await announce(olivia.ctx, ...ids)
  wakeDispatcher(platform)
  await vi.waitFor(() => expect(heard.map(event => event.subjectId)).toEqual(ids), 5_000)
  await announce(olivia.ctx, ids[0] ?? '')
  await vi.waitFor(() => expect(heard).toHaveLength(21), 5_000)
  await stop()
})

test('what one process has in hand no other tells, until it has had it too long', async () => {
  const { platform, olivia } = await desk()
  const other = { ...platform, processId: newId() }
  await announce(olivia.ctx, newId(), newId())
  const [first] = await taken(platform, 2)
  expect(await takeEvents(other, 'realtime', 10)).toEqual([])
  platform.clock.advance(11_000)
  await taken(other, 2)
  if (first) await passEvents(other, 'realtime', first.at)
  await taken(platform, 1)
})

// One connection serves the embedded database, so there two transactions are never open at once.
test.runIf(process.env.DATABASE_URL)(
  'an event that commits late is told all the same, before those after it',
  async () => {
    const { platform, olivia } = await desk()
    const [early, late] = [newId(), newId()]
    const slow = await platform.database.owner.connect()
    await slow.query('BEGIN')
    const { text, values } = announcement(olivia.ctx, early)
    await slow.query(text, values)
    await announce(olivia.ctx, late)
    expect(await takeEvents(platform, 'realtime', 10)).toEqual([])
    await slow.query('COMMIT')
    slow.release()
    expect((await taken(platform, 2)).map(({ event }) => event.subjectId)).toEqual([early, late])
  },
)

test('events are forgotten after three days, but never before they were told', async () => {
  const { platform, olivia } = await desk()
  await announce(olivia.ctx, newId(), newId())
  const [told] = await taken(platform, 2)
  if (told) await passEvents(platform, 'realtime', told.at)
  expect(await trimOutbox(platform)).toBe(0)
  platform.clock.advance(3 * 24 * 3_600_000 + 1_000)
  expect(await trimOutbox(platform)).toBe(1)
  await taken(platform, 1)
})
