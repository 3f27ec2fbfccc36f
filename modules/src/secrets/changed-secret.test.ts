import { keptSecrets } from '@frontdesk/testing/kept-secrets'
import { freshDatabase, testPlatform } from '@frontdesk/testing/platform'
import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { rotateDataKeys } from '#secrets'

const dayMs = 24 * 60 * 60_000

let here: World
let kept: ReturnType<typeof keptSecrets>
beforeEach(async () => {
  here = await world(await testPlatform({ database: await freshDatabase() }))
  kept = keptSecrets(here)
})

const [first, second] = ['a secret of tests, as long as it has to be', 'the next secret of tests, long enough as well']

test('after the server’s secret was changed all data keys hang on the new one, and the old one opens nothing', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 5)
  const changing = kept.anotherProcess({ secret: second, previousSecret: first })
  expect(await kept.unreadableIn(changing, ids)).toBe(0)
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: second }), ids)).toBe(5)
  expect(await rotateDataKeys(changing)).toMatchObject({ rewrapped: 1, made: 0, resealed: 0, lost: 0 })
  expect(await rotateDataKeys(changing)).toMatchObject({ rewrapped: 0 })
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: second }), ids)).toBe(0)
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: first }), ids)).toBe(5)
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: first, previousSecret: second }), ids)).toBe(0)
})

test('a destroyed key opens nothing from a backup either, once the secret that it hung on is gone', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 5)
  const [backup] = await kept.rowsOf('SELECT * FROM data_keys')
  await kept.rowsOf('DELETE FROM data_keys')
  await rotateDataKeys(kept.anotherProcess({ secret: second, previousSecret: first }))
  await kept.rowsOf('INSERT INTO data_keys SELECT * FROM json_populate_record(NULL::data_keys, $1)', [backup])
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: second }), ids)).toBe(5)
})

test('with a wrong secret nothing is sealed, and nothing is made that the servers with the right one could not read', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 3)
  const wrong = kept.anotherProcess({ secret: second })
  await expect(kept.keepMails(kept.oliviaAt(wrong), 1)).rejects.toThrow('FRONTDESK_SECRET_PREVIOUS')
  here.platform.clock.advance(2 * dayMs)
  expect(await rotateDataKeys(wrong, { evenNewKeys: true })).toMatchObject({ lost: 1, made: 0, resealed: 0 })
  ids.push(...(await kept.keepMails(kept.oliviaAt(kept.anotherProcess()), 1)))
  expect(await kept.unreadableIn(kept.anotherProcess(), ids)).toBe(0)
})

test('where the secret is gone for good new keys are made, and what it guarded opens when it is found again', async () => {
  const ids = await kept.keepMails(here.olivia.ctx, 3)
  const without = kept.anotherProcess({ secret: second })
  expect(await rotateDataKeys(without, { evenLostKeys: true })).toMatchObject({ lost: 1, made: 1, unreadable: 6 })
  ids.push(...(await kept.keepMails(kept.oliviaAt(without), 1)))
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: second }), ids)).toBe(3)
  expect(await rotateDataKeys(without, { evenLostKeys: true })).toMatchObject({ lost: 1, made: 0, unreadable: 6 })
  const found = kept.anotherProcess({ secret: second, previousSecret: first })
  expect(await rotateDataKeys(found)).toMatchObject({ lost: 0, rewrapped: 1, resealed: 6, unreadable: 0 })
  expect(await kept.unreadableIn(kept.anotherProcess({ secret: second }), ids)).toBe(0)
})
