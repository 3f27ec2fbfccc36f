import { tenantSql } from '@frontdesk/platform/database/transaction'
import { DoesNotOpen } from '@frontdesk/platform/gcm'
import { newId } from '@frontdesk/platform/ids'
import { createSealer } from '@frontdesk/platform/sealed-text'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ctx, createCtx } from '#context'
import { openSecret, sealSecret } from '#secrets'
import type { Place } from './data-key.ts'
import { mostUses } from './uses.ts'

const [rows, strangeTexts, patienceMs] = process.env.FULL_LISTS ? [10, 500, 180_000] : [3, 50, 20_000]
const minuteMs = 60_000

let platform: World['platform']
let here: World
beforeAll(async () => {
  platform = await testPlatform({ database: await freshDatabase() })
})
beforeEach(async () => {
  here = await world(platform)
})

const aPlace = (): Place => ({ column: 'mails.text', row: newId() })
/** The same organization, seen from another process. */
const elsewhere = ({ organizationId, actor }: Ctx): Ctx =>
  createCtx({ ...platform }, { organizationId, actor, requestId: 'elsewhere' })
const keysOf = async ({ organizationId }: Ctx) =>
  (await tenantSql(platform.database, organizationId, [{ text: 'SELECT * FROM data_keys ORDER BY version' }]))[0]?.rows
/** Counts how often the database is asked. */
const counted = (ctx: Ctx) => {
  const asked = { times: 0 }
  const sql: Ctx['sql'] = statements => {
    asked.times += 1
    return ctx.sql(statements)
  }
  return { asked, ctx: { ...ctx, sql } }
}

test('what an organization seals opens in its place, in this process and another, and reads as nothing elsewhere', async () => {
  const place = aPlace()
  const kept = await sealSecret(here.olivia.ctx, place, 'whsec_of_Northwind')
  expect(kept).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
  expect(kept).not.toContain(Buffer.from('whsec_of_Northwind').toString('base64url'))
  expect(await openSecret(here.olivia.ctx, place, kept)).toBe('whsec_of_Northwind')
  expect(await openSecret(elsewhere(here.olivia.ctx), place, kept)).toBe('whsec_of_Northwind')
})

test('text of any length and kind comes back as it was, and the same text never looks the same', async () => {
  const place = aPlace()
  const texts = ['', '\u0000', 'é👋🏽\n', 'x'.repeat(100_000)]
  for (let number = 0; number < strangeTexts; number++) texts.push(String.fromCodePoint(number * 97 + 1).repeat(number))
  for (const text of texts)
    expect(await openSecret(here.olivia.ctx, place, await sealSecret(here.olivia.ctx, place, text))).toBe(text)
  const same = await Promise.all(Array.from({ length: 50 }, () => sealSecret(here.olivia.ctx, place, 'the same')))
  expect(new Set(same).size).toBe(50)
})

test('moved to another row, column or organization, no secret opens', { timeout: patienceMs }, async () => {
  const ids = Array.from({ length: rows }, newId)
  const spots = [here.olivia.ctx, here.rita.ctx].flatMap(ctx =>
    (['mails.text', 'mails.html', 'idempotency_keys.body'] as const).flatMap(column =>
      ids.map(row => ({ ctx, place: { column, row } })),
    ),
  )
  const sealed = await Promise.all(spots.map(({ ctx, place }) => sealSecret(ctx, place, 'secret')))
  let moves = 0
  for (const [from, kept] of sealed.entries())
    for (const [to, { ctx, place }] of spots.entries()) {
      if (from === to) expect(await openSecret(ctx, place, kept)).toBe('secret')
      else await expect(openSecret(ctx, place, kept), `${from} to ${to}`).rejects.toThrow(DoesNotOpen)
      moves += from === to ? 0 : 1
    }
  expect(moves).toBe(spots.length * (spots.length - 1))
})

test('one changed letter anywhere, and what was never sealed, does not open', async () => {
  const place = aPlace()
  const kept = await sealSecret(here.olivia.ctx, place, 'secret')
  for (let at = 0; at < kept.length; at++) {
    // The last letter of a part may carry bits that mean nothing, so the change is to its first ones.
    const other = kept[at] === 'Q' ? 'g' : 'Q'
    await expect(openSecret(here.olivia.ctx, place, kept.slice(0, at) + other + kept.slice(at + 1))).rejects.toThrow(
      DoesNotOpen,
    )
  }
  for (const text of ['', 'v1', 'v1....', 'secret', `v2${kept.slice(2)}`, `${kept}.x`, kept.slice(0, -22), 'v1.x.y.z'])
    await expect(openSecret(here.olivia.ctx, place, text), text).rejects.toThrow(DoesNotOpen)
})

test('a data key that is moved to another organization or purpose opens nothing', async () => {
  const place = aPlace()
  const kept = await sealSecret(here.olivia.ctx, place, 'secret')
  const [key] = (await keysOf(here.olivia.ctx)) ?? []
  const move = (text: string, values: unknown[]) => platform.database.owner.query(text, values)
  await move('UPDATE data_keys SET organization_id = $2 WHERE id = $1', [key?.id, here.rivalId])
  await expect(openSecret(elsewhere(here.rita.ctx), place, kept)).rejects.toThrow(DoesNotOpen)
  await expect(sealSecret(elsewhere(here.rita.ctx), place, 'secret')).rejects.toThrow(DoesNotOpen)
  const purpose = 'idempotent answers'
  await move('UPDATE data_keys SET organization_id = $2, purpose = $3 WHERE id = $1', [
    key?.id,
    here.organizationId,
    purpose,
  ])
  await expect(openSecret(elsewhere(here.olivia.ctx), place, kept)).rejects.toThrow(DoesNotOpen)
})

test('after the keys of an organization are destroyed nothing of it opens, and everything of its rival does', async () => {
  const secrets = await Promise.all(
    Array.from({ length: rows * 10 }, async () => {
      const place = aPlace()
      return [place, await sealSecret(here.olivia.ctx, place, 'ours'), await sealSecret(here.rita.ctx, place, 'theirs')]
    }),
  )
  const remove = 'DELETE FROM data_keys WHERE organization_id = $1'
  await platform.database.owner.query(remove, [here.organizationId])
  platform.clock.advance(minuteMs)
  for (const ctx of [here.olivia.ctx, elsewhere(here.olivia.ctx)])
    for (const [place, kept] of secrets as [Place, string][])
      await expect(openSecret(ctx, place, kept)).rejects.toThrow('the key was destroyed')
  for (const [place, , theirs] of secrets as [Place, string, string][])
    expect(await openSecret(here.rita.ctx, place, theirs)).toBe('theirs')
})

test('with a key at hand neither sealing nor opening asks the database, for a minute', async () => {
  const { asked, ctx } = counted(elsewhere(here.olivia.ctx))
  const place = aPlace()
  const kept = await sealSecret(ctx, place, 'secret')
  await openSecret(ctx, place, kept)
  const before = asked.times
  for (let time = 0; time < 100; time++) await openSecret(ctx, place, await sealSecret(ctx, place, 'secret'))
  expect(asked.times).toBe(before)
  platform.clock.advance(minuteMs)
  await openSecret(ctx, place, await sealSecret(ctx, place, 'secret'))
  expect(asked.times).toBe(before + 2)
})

test('of many who need a key whose time is up one asks, and nobody goes on with it for more than a minute', async () => {
  const { asked, ctx } = counted(elsewhere(here.olivia.ctx))
  const known = await sealSecret(ctx, aPlace(), 'secret')
  platform.clock.advance(minuteMs - 3_000)
  const before = asked.times
  await Promise.all(Array.from({ length: 50 }, () => sealSecret(ctx, aPlace(), 'secret')))
  expect(asked.times).toBe(before + 1)
  await platform.database.owner.query('DELETE FROM data_keys WHERE organization_id = $1', [here.organizationId])
  platform.clock.advance(minuteMs)
  expect((await sealSecret(ctx, aPlace(), 'secret')).split('.')[1]).not.toBe(known.split('.')[1])
})

test('of many who seal first at the same moment, in many processes, all use one key', async () => {
  const kept = await Promise.all(
    Array.from({ length: 12 }, () => sealSecret(elsewhere(here.olivia.ctx), aPlace(), 'secret')),
  )
  expect(new Set(kept.map(each => each.split('.')[1])).size).toBe(1)
  expect(await keysOf(here.olivia.ctx)).toHaveLength(1)
})

test('a key that was made in a transaction which is rolled back seals nothing afterwards', async () => {
  const rolledBack = here.olivia.ctx.transaction(async within => {
    await sealSecret(within, aPlace(), 'first')
    await sealSecret(within, aPlace(), 'second')
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  expect(await keysOf(here.olivia.ctx)).toEqual([])
  const place = aPlace()
  const kept = await sealSecret(here.olivia.ctx, place, 'secret')
  expect(await openSecret(elsewhere(here.olivia.ctx), place, kept)).toBe('secret')
})

test('uses are counted, and a key that is used up is replaced before the next secret', async () => {
  const { ctx } = here.olivia
  const place = aPlace()
  const first = await sealSecret(ctx, place, 'secret')
  for (let time = 1; time < 2 ** 12; time++) await sealSecret(ctx, place, 'secret')
  await expect.poll(() => keysOf(ctx)).toMatchObject([{ uses: String(2 ** 12) }])
  const useUp = 'UPDATE data_keys SET uses = $2 WHERE organization_id = $1'
  await platform.database.owner.query(useUp, [here.organizationId, mostUses])
  platform.clock.advance(minuteMs)
  const next = await sealSecret(ctx, place, 'secret')
  expect(next.split('.')[1]).not.toBe(first.split('.')[1])
  expect(await keysOf(ctx)).toMatchObject([{ version: 1 }, { version: 2, uses: '0' }])
  expect(await openSecret(ctx, place, first)).toBe('secret')
  expect(await openSecret(ctx, place, next)).toBe('secret')
})

test('what was sealed before there were data keys opens, and nowhere else', async () => {
  const [id, other] = [newId(), newId()]
  const mail = createSealer(platform.config, 'mails').seal('Hello', `mails.text ${id}`)
  expect(await openSecret(here.olivia.ctx, { column: 'mails.text', row: id }, mail)).toBe('Hello')
  await expect(openSecret(here.olivia.ctx, { column: 'mails.html', row: id }, mail)).rejects.toThrow(DoesNotOpen)
  await expect(openSecret(here.olivia.ctx, { column: 'mails.text', row: other }, mail)).rejects.toThrow(DoesNotOpen)
  const answers = createSealer(platform.config, 'idempotent answers')
  const answer = answers.seal('{}', `${here.organizationId} key:abc once`)
  const place = { column: 'idempotency_keys.body', row: 'key:abc once' } as const
  expect(await openSecret(here.olivia.ctx, place, answer)).toBe('{}')
  await expect(openSecret(here.rita.ctx, place, answer)).rejects.toThrow(DoesNotOpen)
})

test('who prints a key, or an error about one, prints no byte of it', async () => {
  const place = aPlace()
  const kept = await sealSecret(here.olivia.ctx, place, 'secret')
  const error = await openSecret(here.olivia.ctx, { ...place, row: 'other' }, kept).catch((thrown: Error) => thrown)
  const [key] = (await keysOf(here.olivia.ctx)) ?? []
  const of = JSON.stringify(['data_keys', here.organizationId, 'mails', key?.id])
  const unwrapped = await platform.keyWrapper.unwrap(String(key?.wrapped), String(key?.wrapped_by), of)
  const { inspect } = await import('node:util')
  const printed = inspect([error, unwrapped, JSON.stringify([error, unwrapped])], { depth: 20, showHidden: true })
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(printed).not.toContain(unwrapped.export().toString(form))
})
