import type { Database } from '@frontdesk/platform/database/port'
import { systemSql } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type Named, type World, world } from '@frontdesk/testing/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ctx } from '#context'
import { Forbidden, NotFound } from '#errors'
import { createApiKey } from '../identity/create-api-key.ts'
import { announceFrom } from '../notices.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { selectAlerts, selectEvents } from './store.ts'
import { trimSecurity } from './trim-store.ts'
import { keepWatching, watchingIdle } from './watch.ts'

const page = { limit: 100, after: undefined }

let here: World
let stop: () => Promise<void>
beforeEach(async () => {
  here = await world()
  stop = keepWatching(here.platform)
})
afterEach(() => stop())

const events = async (ctx: Ctx = here.olivia.ctx, filter: Parameters<typeof selectEvents>[2] = {}) => {
  await watchingIdle(here.platform)
  return (await selectEvents(ctx, page, filter)).items
}
const alerts = async () => {
  await watchingIdle(here.platform)
  return (await selectAlerts(here.olivia.ctx, page, {})).items
}

test('the first who looks at an alert stays; strangers, rivals and random ids find none', async () => {
  await createApiKey(here.olivia.ctx, { name: 'Import', permissions: ['agents.read'] })
  const id = (await alerts())[0]?.id ?? ''
  const looked = await acknowledgeAlert(here.adam.ctx, id)
  expect(looked).toMatchObject({ status: 'acknowledged', acknowledgedBy: here.adam.userId })
  expect(await acknowledgeAlert(here.olivia.ctx, id)).toEqual(looked)
  expect((await selectAlerts(here.olivia.ctx, page, { status: 'open' })).items).toEqual([])
  expect((await selectAlerts(here.olivia.ctx, page, { status: 'acknowledged' })).items).toEqual([looked])
  await expect(acknowledgeAlert(here.bea.ctx, id)).rejects.toThrow(Forbidden)
  for (const [{ ctx }, unknown] of [
    [here.rita, id],
    [here.olivia, newId()],
  ] as [Named, string][])
    await expect(acknowledgeAlert(ctx, unknown)).rejects.toThrow(NotFound)
})

test('events are read page by page, by name, level, actor and time', async () => {
  for (let n = 0; n < 5; n++) announceFrom(here.adam.ctx, 'authz_fail', { details: { n } })
  announceFrom(here.olivia.ctx, 'role.created', { details: { name: 'Nights' } })
  expect(await events()).toHaveLength(6)
  const first = await selectEvents(here.olivia.ctx, { limit: 4, after: undefined }, {})
  const after = Buffer.from(first.next ?? '', 'base64url').toString()
  const rest = await selectEvents(here.olivia.ctx, { limit: 4, after: [after] }, {})
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(6)
  expect(rest.next).toBeNull()
  expect(await events(here.olivia.ctx, { name: 'authz_fail' })).toHaveLength(5)
  expect(await events(here.olivia.ctx, { level: 'info' })).toHaveLength(0)
  expect(await events(here.olivia.ctx, { actor: here.olivia.userId })).toHaveLength(1)
  const later = new Date(here.platform.clock.now().getTime() + 60_000).toISOString()
  expect(await events(here.olivia.ctx, { from: later })).toHaveLength(0)
  expect(await events(here.olivia.ctx, { until: later })).toHaveLength(6)
})

test('of a flood of refusals some sixty are kept as they are, and the rest as a number once the minute is over', async () => {
  for (let n = 0; n < 500; n++) announceFrom(here.adam.ctx, 'authz_fail', { details: { n } })
  announceFrom(here.olivia.ctx, 'role.created', { details: { name: 'Nights' } })
  expect(await events(here.olivia.ctx, { name: 'authz_fail' })).toHaveLength(60)
  expect(await events(here.olivia.ctx, { actor: here.olivia.userId })).toHaveLength(1)
  here.platform.clock.advance(60_000)
  const [rest] = await events(here.olivia.ctx, { name: 'authz_fail' })
  expect(rest).toMatchObject({ actor: here.adam.userId, count: 440 })
  expect(await alerts()).toMatchObject([{ rule: 'many-refusals', count: 41 }])
})

test('events are only ever added: neither the desk nor the sweepers may change one', async () => {
  announceFrom(here.adam.ctx, 'authz_fail')
  await events()
  for (const text of [`UPDATE security_events SET level = 'info'`, 'DELETE FROM security_events'])
    await expect(here.olivia.ctx.sql([{ text }])).rejects.toMatchObject({ code: '42501' })
  await expect(
    systemSql(here.platform.database, [{ text: `UPDATE security_events SET level = 'info'` }]),
  ).rejects.toMatchObject({ code: '42501' })
})

test('a database that is away for a moment costs no event and nobody’s time', async () => {
  const real = await freshDatabase()
  let away = false
  const connect = (pool: Database['pools']['tenant']) =>
    new Proxy(pool, {
      get: (target, name) => {
        if (name === 'connect' && away) return () => Promise.reject(new Error('away'))
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const pools = { ...real.pools, tenant: connect(real.pools.tenant), auth: connect(real.pools.auth) }
  const there = await world(await testPlatform({ database: { ...real, pools } }))
  const stopThere = keepWatching(there.platform)
  away = true
  announceFrom(there.adam.ctx, 'authz_fail', { details: { n: 1 } })
  await watchingIdle(there.platform)
  announceFrom(there.adam.ctx, 'authz_fail', { details: { n: 2 } })
  await watchingIdle(there.platform)
  away = false
  await stopThere()
  expect((await selectEvents(there.olivia.ctx, page, {})).items.map(({ details }) => details.n).toSorted()).toEqual([
    1, 2,
  ])
})

test('after 90 days nothing is left of an event, after a year nothing of an alert', async () => {
  here = await world(await testPlatform({ database: await freshDatabase() }))
  await stop()
  stop = keepWatching(here.platform)
  await createApiKey(here.olivia.ctx, { name: 'Import', permissions: ['agents.read'] })
  expect([await events(), await alerts()].map(({ length }) => length)).toEqual([1, 1])
  here.platform.clock.advance(91 * 24 * 3_600_000)
  expect(await trimSecurity(here.platform)).toBe(1)
  expect([await events(), await alerts()].map(({ length }) => length)).toEqual([0, 1])
  here.platform.clock.advance(275 * 24 * 3_600_000)
  expect(await trimSecurity(here.platform)).toBe(1)
  expect(await alerts()).toEqual([])
})
