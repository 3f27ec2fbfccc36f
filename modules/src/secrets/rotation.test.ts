import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@frontdesk/platform/ids'
import { createKeyWrapper } from '@frontdesk/platform/key-wrapper'
import type { Platform } from '@frontdesk/platform/platform'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { rotateDataKeys } from '#secrets'
import { rememberAnswer } from '../idempotency/remember-answer.ts'
import { readMail } from '../mail/read-mail.ts'
import { openedBody, sealedBody } from '../mail/sealed-mail.ts'

// Two secrets in each mail.
const [mailsKept, patienceMs] = process.env.FULL_LISTS ? [5_000, 600_000] : [150, 60_000]
const minuteMs = 60_000

let here: World
beforeEach(async () => {
  here = await world(await testPlatform({ database: await freshDatabase() }))
})

/** Another process on the same database, at the same time of day. */
const anotherProcess = (secrets: { secret?: string; previousSecret?: string } = {}): Platform => {
  const config = { ...here.platform.config, ...secrets }
  return { ...here.platform, config, keyWrapper: createKeyWrapper(config) }
}
const oliviaAt = (platform: Platform): Ctx => {
  const { organizationId, actor } = here.olivia.ctx
  return createCtx(platform, { organizationId, actor, requestId: newId() })
}
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await here.platform.database.owner.query<Record<string, string>>(text, values)).rows

type Body = { id: string; text: string; html: string }
const bodyOf = (id: string): Body => ({ id, text: `secret of ${id}`, html: `<p>${id}</p>` })

const insert = (mails: Body[]) =>
  rowsOf(
    `INSERT INTO mails (organization_id, id, kind, to_address, subject, text, html, status, created_at, next_attempt_at)
     SELECT $1, id, 'invitation', 'ida@example.com', 'Hello', text, html, 'kept', $5, $5
     FROM unnest($2::uuid[], $3::text[], $4::text[]) AS new (id, text, html)`,
    [
      here.organizationId,
      mails.map(({ id }) => id),
      mails.map(({ text }) => text),
      mails.map(({ html }) => html),
      here.platform.clock.now(),
    ],
  )

/** Mails with two secrets each; gives their ids. */
const keepMails = async (ctx: Ctx, count: number): Promise<string[]> => {
  const mails: Body[] = []
  for (const id of Array.from({ length: count }, newId)) mails.push({ id, ...(await sealedBody(ctx, id, bodyOf(id))) })
  await insert(mails)
  return mails.map(({ id }) => id)
}

/** How many of these mails do not say what they said, as a process sees it that has just begun. */
const unreadableIn = async (platform: Platform, ids: string[]) => {
  const rows = await rowsOf('SELECT id, text, html FROM mails WHERE id = ANY($1)', [ids])
  let unreadable = ids.length - rows.length
  for (const { id = '', text = '', html = '' } of rows) {
    const kept = { id, organizationId: here.organizationId, isPersonal: false }
    const read = async () => [
      await openedBody(platform, kept, 'text', text),
      await openedBody(platform, kept, 'html', html),
    ]
    const parts = await read().catch(() => [])
    if (parts.join() !== [bodyOf(id).text, bodyOf(id).html].join()) unreadable += 1
  }
  return unreadable
}

const keyIds = `SELECT DISTINCT split_part(kept, '.', 2) AS id FROM (SELECT text AS kept FROM mails WHERE user_id IS NULL
  UNION ALL SELECT html FROM mails WHERE user_id IS NULL UNION ALL SELECT body FROM idempotency_keys) AS all_kept WHERE kept IS NOT NULL`
const keysKept = () => rowsOf('SELECT id, purpose, version, wrapped_by FROM data_keys ORDER BY purpose, version')

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
  const ids = await keepMails(here.olivia.ctx, mailsKept)
  const failures: unknown[] = []
  let [reads, writes, goesOn] = [0, 0, true]
  onTestFinished(() => {
    goesOn = false
  })
  const lane = async (work: (ctx: Ctx) => Promise<void>) => {
    const ctx = oliviaAt(anotherProcess())
    while (goesOn) {
      await work(ctx).catch((error: unknown) => failures.push(error))
      await sleep(5)
    }
  }
  const read = async (ctx: Ctx) => {
    const id = ids[Math.floor(Math.random() * ids.length)] ?? ''
    expect((await readMail(ctx, id)).text).toBe(bodyOf(id).text)
    reads += 1
  }
  const write = async (ctx: Ctx) => {
    ids.push(...(await keepMails(ctx, 1)))
    const [once, body] = [{ key: newId(), fingerprint: Buffer.from('x') }, { link: newId() }]
    await rememberAnswer(ctx, once, async () => ({ status: 201, body }))
    const again = await rememberAnswer(ctx, once, async () => ({ status: 500, body: 'a second time' }))
    expect(again).toEqual({ status: 201, body: JSON.stringify(body), replayed: true })
    writes += 1
  }
  const lanes = [read, read, write, write].map(lane)
  await expect.poll(() => writes, { timeout: 20_000 }).toBeGreaterThan(2)
  const before = await keysKept()
  const rotating = anotherProcess()
  const first = await rotateDataKeys(rotating, { evenNewKeys: true })
  expect(first).toMatchObject({ made: 2, unreadable: 0, lost: 0 })
  expect(first.resealed).toBeGreaterThanOrEqual(mailsKept * 2)
  await rotateToTheEnd(rotating)
  goesOn = false
  await Promise.all(lanes)

  expect(failures).toEqual([])
  expect(Math.min(reads, writes)).toBeGreaterThan(5)
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
  const after = await keysKept()
  expect(after).toMatchObject([
    { purpose: 'idempotent answers', version: 2 },
    { purpose: 'mails', version: 2 },
  ])
  expect((await rowsOf(keyIds)).map(({ id }) => id).toSorted()).toEqual(after.map(({ id }) => id).toSorted())
  for (const { id } of before) expect(after.map(key => key.id)).not.toContain(id)
  const trail = `SELECT action, count(*) FROM audit_entries WHERE action LIKE 'data-key.%' AND organization_id = $1 GROUP BY 1 ORDER BY 1`
  expect(await rowsOf(trail, [here.organizationId])).toEqual([
    { action: 'data-key.retired', count: '2' },
    { action: 'data-key.rotated', count: '2' },
  ])
})

test('a rotation that is killed after any step goes on where it was, and makes no more keys than one', async () => {
  const ids = await keepMails(here.olivia.ctx, 20)
  here.platform.clock.advance(24 * 60 * minuteMs)
  // From here on Olivia's process knows the old key for a minute.
  ids.push(...(await keepMails(here.olivia.ctx, 1)))
  for (let killedAfter = 1; killedAfter <= 2; killedAfter++) {
    let batches = 0
    const afterBatch = () => {
      batches += 1
      if (batches === killedAfter) throw new Error('killed')
    }
    await expect(rotateDataKeys(anotherProcess(), { afterBatch })).rejects.toThrow('killed')
    expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
    ids.push(...(await keepMails(here.olivia.ctx, 1)))
  }
  await rotateToTheEnd(anotherProcess())
  expect(await keysKept()).toMatchObject([{ purpose: 'mails', version: 2 }])
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
  expect(await rotateDataKeys(anotherProcess())).toMatchObject({ made: 0, resealed: 0, retired: 0, resting: 0 })
})

test('two rotations at the same moment do the work of one', async () => {
  const ids = await keepMails(here.olivia.ctx, 20)
  const both = await Promise.all([1, 2].map(() => rotateDataKeys(anotherProcess(), { evenNewKeys: true })))
  expect(Math.max(...both.map(({ made }) => made))).toBe(1)
  await rotateToTheEnd(anotherProcess())
  expect(await keysKept()).toHaveLength(1)
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
})

test('an old key stays while somebody may know it: what they still seal with it is sealed anew later', async () => {
  const ids = await keepMails(here.olivia.ctx, 1)
  const rotating = anotherProcess()
  expect(await rotateDataKeys(rotating, { evenNewKeys: true })).toMatchObject({ made: 1, resealed: 2, resting: 1 })
  ids.push(...(await keepMails(here.olivia.ctx, 1)))
  expect(await rowsOf(keyIds)).toHaveLength(2)
  here.platform.clock.advance(minuteMs)
  expect(await rotateDataKeys(rotating)).toMatchObject({ made: 0, resealed: 2, resting: 1, retired: 0 })
  here.platform.clock.advance(3 * minuteMs)
  expect(await rotateDataKeys(rotating)).toMatchObject({ resealed: 0, resting: 0, retired: 1 })
  expect(await keysKept()).toHaveLength(1)
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
})

test('what was sealed before there were data keys gets one, and mails to persons stay with the server', async () => {
  const seal = createSealer(here.platform.config, 'mails').seal
  const old = Array.from({ length: 5 }, newId).map(id => ({
    id,
    text: seal(bodyOf(id).text, `mails.text ${id}`),
    html: seal(bodyOf(id).html, `mails.html ${id}`),
  }))
  await insert(old)
  const personal = old[0]?.id
  await rowsOf(`UPDATE mails SET user_id = 'olivia' WHERE id = $1`, [personal])
  expect(await rotateDataKeys(anotherProcess())).toMatchObject({ made: 0, resealed: 8, unreadable: 0 })
  expect(await rowsOf('SELECT text, html FROM mails WHERE id = $1', [personal])).toEqual([
    { text: old[0]?.text, html: old[0]?.html },
  ])
  const ids = old.slice(1).map(({ id }) => id)
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
})

const [first, second] = ['a secret of tests, as long as it has to be', 'the next secret of tests, long enough as well']

test('after the server’s secret was changed all data keys hang on the new one, and the old one opens nothing', async () => {
  const ids = await keepMails(here.olivia.ctx, 5)
  const changing = anotherProcess({ secret: second, previousSecret: first })
  expect(await unreadableIn(changing, ids)).toBe(0)
  expect(await unreadableIn(anotherProcess({ secret: second }), ids)).toBe(5)
  expect(await rotateDataKeys(changing)).toMatchObject({ rewrapped: 1, made: 0, resealed: 0, lost: 0 })
  expect(await rotateDataKeys(changing)).toMatchObject({ rewrapped: 0 })
  expect(await unreadableIn(anotherProcess({ secret: second }), ids)).toBe(0)
  expect(await unreadableIn(anotherProcess({ secret: first }), ids)).toBe(5)
  expect(await unreadableIn(anotherProcess({ secret: first, previousSecret: second }), ids)).toBe(0)
})

test('a destroyed key opens nothing from a backup either, once the secret that it hung on is gone', async () => {
  const ids = await keepMails(here.olivia.ctx, 5)
  const [backup] = await rowsOf('SELECT * FROM data_keys')
  await rowsOf('DELETE FROM data_keys')
  await rotateDataKeys(anotherProcess({ secret: second, previousSecret: first }))
  await rowsOf('INSERT INTO data_keys SELECT * FROM json_populate_record(NULL::data_keys, $1)', [backup])
  expect(await unreadableIn(anotherProcess({ secret: second }), ids)).toBe(5)
})

test('with a wrong secret nothing is sealed, and nothing is made that the servers with the right one could not read', async () => {
  const ids = await keepMails(here.olivia.ctx, 3)
  const wrong = anotherProcess({ secret: second })
  await expect(keepMails(oliviaAt(wrong), 1)).rejects.toThrow('FRONTDESK_SECRET_PREVIOUS')
  here.platform.clock.advance(48 * 60 * minuteMs)
  expect(await rotateDataKeys(wrong, { evenNewKeys: true })).toMatchObject({ lost: 1, made: 0, resealed: 0 })
  ids.push(...(await keepMails(oliviaAt(anotherProcess()), 1)))
  expect(await unreadableIn(anotherProcess(), ids)).toBe(0)
})

test('where the secret is gone for good new keys are made, and what it guarded opens when it is found again', async () => {
  const ids = await keepMails(here.olivia.ctx, 3)
  const without = anotherProcess({ secret: second })
  expect(await rotateDataKeys(without, { evenLostKeys: true })).toMatchObject({ lost: 1, made: 1, unreadable: 6 })
  ids.push(...(await keepMails(oliviaAt(without), 1)))
  expect(await unreadableIn(anotherProcess({ secret: second }), ids)).toBe(3)
  expect(await rotateDataKeys(without, { evenLostKeys: true })).toMatchObject({ lost: 1, made: 0, unreadable: 6 })
  const found = anotherProcess({ secret: second, previousSecret: first })
  expect(await rotateDataKeys(found)).toMatchObject({ lost: 0, rewrapped: 1, resealed: 6, unreadable: 0 })
  expect(await unreadableIn(anotherProcess({ secret: second }), ids)).toBe(0)
})
