import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@frontdesk/platform/ids'
import type { Platform } from '@frontdesk/platform/platform'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { keptSecrets } from '@frontdesk/testing/kept-secrets'
import { emptiedDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Ctx } from '#context'
import { rotateDataKeys } from '#secrets'
import { rememberAnswer } from '../idempotency/remember-answer.ts'
import { readMail } from '../mail/read-mail.ts'

// Two secrets in each mail.
const [mailsKept, patienceMs] = process.env.FULL_LISTS ? [5_000, 600_000] : [150, 60_000]
const minuteMs = 60_000

let here: World
let kept: ReturnType<typeof keptSecrets>
beforeEach(async () => {
  here = await world(await testPlatform({ database: await emptiedDatabase() }))
  kept = keptSecrets(here)
})

const keyIds = `SELECT DISTINCT split_part(kept, '.', 2) AS id FROM (SELECT text AS kept FROM mails WHERE user_id IS NULL
  UNION ALL SELECT html FROM mails WHERE user_id IS NULL UNION ALL SELECT body FROM idempotency_keys) AS all_kept WHERE kept IS NOT NULL`

/** Rounds until nothing is left to do, a minute apart. */
const rotateToTheEnd = async (platform: Platform) => {
  for (let round = 0; round < 20; round++) {
    here.platform.clock.advance(minuteMs)
    const { resting, needed, resealed } = await rotateDataKeys(platform)
    if (resting + needed + resealed === 0) return
  }
  throw new Error('The rotation came to no end')
}

test(`${mailsKept * 2} secrets get new keys while others read and write, and nobody fails once`, {
  timeout: patienceMs,
}, async () => {
  const ids = await kept.keepMails(here.olivia.ctx, mailsKept)
  const failures: unknown[] = []
  let [reads, writes, goesOn] = [0, 0, true]
  onTestFinished(() => {
    goesOn = false
  })
  const lane = async (work: (ctx: Ctx) => Promise<void>) => {
    const ctx = kept.oliviaAt(kept.anotherProcess())
    while (goesOn) {
      await work(ctx).catch((error: unknown) => failures.push(error))
      await sleep(5)
    }
  }
  const read = async (ctx: Ctx) => {
    const id = ids[Math.floor(Math.random() * ids.length)] ?? ''
    expect((await readMail(ctx, id)).text).toBe(kept.textOf(id))
    reads += 1
  }
  const write = async (ctx: Ctx) => {
    ids.push(...(await kept.keepMails(ctx, 1)))
    const [once, body] = [{ key: newId(), fingerprint: Buffer.from('x') }, { link: newId() }]
    await rememberAnswer(ctx, once, async () => ({ status: 201, body }))
    const again = await rememberAnswer(ctx, once, async () => ({ status: 500, body: 'a second time' }))
    expect(again).toEqual({ status: 201, body: JSON.stringify(body), replayed: true })
    writes += 1
  }
  const lanes = [read, read, write, write].map(lane)
  await expect.poll(() => writes, { timeout: 20_000 }).toBeGreaterThan(2)
  const before = await kept.keysKept()
  const rotating = kept.anotherProcess()
  const first = await rotateDataKeys(rotating, { evenNewKeys: true })
  expect(first).toMatchObject({ made: 2, unreadable: 0, lost: 0 })
  expect(first.resealed).toBeGreaterThanOrEqual(mailsKept * 2)
  await rotateToTheEnd(rotating)
  goesOn = false
  await Promise.all(lanes)

  expect(failures).toEqual([])
  expect(Math.min(reads, writes)).toBeGreaterThan(5)
  expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
  const after = await kept.keysKept()
  expect(after).toMatchObject([
    { purpose: 'idempotent answers', version: 2 },
    { purpose: 'mails', version: 2 },
  ])
  expect((await kept.rowsOf(keyIds)).map(({ id }) => id).toSorted()).toEqual(after.map(({ id }) => id).toSorted())
  for (const { id } of before) expect(after.map(key => key.id)).not.toContain(id)
  const trail = `SELECT action, count(*) FROM audit_entries WHERE action LIKE 'data-key.%' AND organization_id = $1 GROUP BY 1 ORDER BY 1`
  expect(await kept.rowsOf(trail, [here.organizationId])).toEqual([
    { action: 'data-key.retired', count: '2' },
    { action: 'data-key.rotated', count: '2' },
  ])
})

test('a rotation that is killed after any step goes on where it was, and makes no more keys than one', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 20)
  here.platform.clock.advance(24 * 60 * minuteMs)
  // From here on Olivia's process knows the old key for a minute.
  ids.push(...(await kept.keepMails(here.olivia.ctx, 1)))
  for (let killedAfter = 1; killedAfter <= 2; killedAfter++) {
    let batches = 0
    const afterBatch = () => {
      batches += 1
      if (batches === killedAfter) throw new Error('killed')
    }
    await expect(rotateDataKeys(kept.anotherProcess(), { afterBatch })).rejects.toThrow('killed')
    expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
    ids.push(...(await kept.keepMails(here.olivia.ctx, 1)))
  }
  await rotateToTheEnd(kept.anotherProcess())
  expect(await kept.keysKept()).toMatchObject([{ purpose: 'mails', version: 2 }])
  expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
  expect(await rotateDataKeys(kept.anotherProcess())).toMatchObject({ made: 0, resealed: 0, retired: 0, resting: 0 })
})

test('two rotations at the same moment do the work of one', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 20)
  const both = await Promise.all([1, 2].map(() => rotateDataKeys(kept.anotherProcess(), { evenNewKeys: true })))
  expect(Math.max(...both.map(({ made }) => made))).toBe(1)
  await rotateToTheEnd(kept.anotherProcess())
  expect(await kept.keysKept()).toHaveLength(1)
  expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
})

test('an old key stays while somebody may know it: what they still seal with it is sealed anew later', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 1)
  const rotating = kept.anotherProcess()
  expect(await rotateDataKeys(rotating, { evenNewKeys: true })).toMatchObject({ made: 1, resealed: 2, resting: 1 })
  ids.push(...(await kept.keepMails(here.olivia.ctx, 1)))
  expect(await kept.rowsOf(keyIds)).toHaveLength(2)
  // Whoever has read it just before may open it still, so its time begins anew.
  here.platform.clock.advance(4 * minuteMs)
  expect(await rotateDataKeys(rotating)).toMatchObject({ made: 0, resealed: 2, resting: 1, retired: 0 })
  here.platform.clock.advance(2 * minuteMs)
  expect(await rotateDataKeys(rotating)).toMatchObject({ resealed: 0, resting: 1, retired: 0 })
  here.platform.clock.advance(minuteMs)
  expect(await rotateDataKeys(rotating)).toMatchObject({ resealed: 0, resting: 0, retired: 1 })
  expect(await kept.keysKept()).toHaveLength(1)
  expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
})

test('what was sealed before there were data keys gets one, and mails to persons stay with the server', async () => {
  const ids = await kept.keepOldMails(createSealer(here.platform.config, 'mails').seal, 5)
  const [personal, ...ours] = ids
  const asItRests = () => kept.rowsOf('SELECT text, html FROM mails WHERE id = $1', [personal])
  await kept.rowsOf(`UPDATE mails SET user_id = 'olivia' WHERE id = $1`, [personal])
  const before = await asItRests()
  expect(await rotateDataKeys(kept.anotherProcess())).toMatchObject({ made: 0, resealed: 8, unreadable: 0 })
  expect(await asItRests()).toEqual(before)
  expect(await kept.unreadableIn(kept.anotherProcess(), ours)).toBe(0)
})
