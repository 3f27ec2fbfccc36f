import { type World, world } from '@frontdesk/testing/world'
import { beforeEach, expect, test } from 'vitest'
import { hashOf, noHash } from './entry.ts'
import { record } from './record.ts'
import { resignHeads } from './resign-heads.ts'
import { sealKey } from './seal.ts'
import { keepSealing, sealHeads } from './seal-heads.ts'
import { selectEntries } from './store.ts'
import { verify } from './verify.ts'

let here: World
beforeEach(async () => {
  here = await world()
})

const all = { limit: 100, after: undefined }
const fill = async (count: number) => {
  for (let number = 1; number <= count; number++)
    await record(here.olivia.ctx, 'agent.updated', { target: `agent-${number}`, details: { number } })
  return (await selectEntries(here.olivia.ctx, { limit: 1, after: undefined }, {})).items[0]?.seq ?? 0
}

/** What only somebody with the whole database in their hands can do. */
const tamper = async (text: string) => {
  const { owner } = here.platform.database
  await owner.query(
    `ALTER TABLE audit_entries DISABLE TRIGGER USER; ${text}; ALTER TABLE audit_entries ENABLE TRIGGER USER`,
  )
}

test('entries are numbered without a gap, newest first, and found by who, what and which', async () => {
  await fill(3)
  await record(here.adam.ctx, 'agent.deleted', { target: 'agent-2' })
  const { items } = await selectEntries(here.olivia.ctx, all, {})
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => items.length - index))
  const found = async (filter: Parameters<typeof selectEntries>[2]) =>
    (await selectEntries(here.olivia.ctx, all, filter)).items.map(({ action, target }) => `${action} ${target}`)
  expect(await found({ target: 'agent-2' })).toEqual(['agent.deleted agent-2', 'agent.updated agent-2'])
  expect(await found({ actor: here.adam.userId })).toEqual(['agent.deleted agent-2'])
  expect(await found({ action: 'agent.updated' })).toHaveLength(3)
  expect(await found({ from: '2999-01-01T00:00:00Z' })).toEqual([])
  expect(await verify(here.olivia.ctx)).toEqual({ intact: true, entries: items.length, sealed: null, firstFault: null })
})

test('entries that are written at the same moment stand one after the other', async () => {
  const before = await fill(1)
  await Promise.all(Array.from({ length: 40 }, (_, i) => record(here.olivia.ctx, 'agent.updated', { target: `${i}` })))
  expect(await verify(here.olivia.ctx)).toEqual({ intact: true, entries: before + 40, sealed: null, firstFault: null })
})

test('what is rolled back leaves neither entry nor gap', async () => {
  const before = await fill(2)
  const failing = here.olivia.ctx.transaction(async within => {
    await record(within, 'agent.created')
    throw new Error('It did not work out')
  })
  await expect(failing).rejects.toThrow('did not work out')
  await record(here.olivia.ctx, 'agent.created')
  expect(await verify(here.olivia.ctx)).toMatchObject({ intact: true, entries: before + 1 })
})

test.each([
  [
    'changed',
    `UPDATE audit_entries SET entry = replace(entry, 'agent-3', 'agent-9') WHERE target = 'agent-3'`,
    'agent-3',
    'changed',
  ],
  [
    'changed with its hash',
    `UPDATE audit_entries SET entry = replace(entry, 'agent-3', 'agent-9'), hash = repeat('a', 64) WHERE target = 'agent-3'`,
    'agent-3',
    'changed',
  ],
  ['removed', `DELETE FROM audit_entries WHERE target = 'agent-3'`, 'agent-3', 'missing'],
  [
    'cut off at the end',
    `DELETE FROM audit_entries WHERE seq >= (SELECT seq FROM audit_entries WHERE target = 'agent-3')`,
    'agent-3',
    'cut off',
  ],
  [
    'swapped',
    `UPDATE audit_entries SET seq = -seq WHERE target IN ('agent-3', 'agent-4'); UPDATE audit_entries SET seq = CASE target WHEN 'agent-3' THEN 1 - seq ELSE -1 - seq END WHERE seq < 0`,
    'agent-3',
    'changed',
  ],
  [
    'put in at the end',
    `INSERT INTO audit_entries (organization_id, seq, entry, hash) SELECT organization_id, seq + 1, entry, hash FROM audit_entries WHERE target = 'agent-5'`,
    undefined,
    'changed',
  ],
])('an entry that was %s is found, and named', async (_, text, target, reason) => {
  await fill(5)
  const { items } = await selectEntries(here.olivia.ctx, all, {})
  await tamper(text)
  const seq = target ? items.find(each => each.target === target)?.seq : items.length + 1
  const verdict = await verify(here.olivia.ctx)
  expect(verdict).toMatchObject({ intact: false, firstFault: { seq, reason: expect.stringContaining(reason) } })
})

test('nobody changes or removes an entry, whichever role of the database they have', async () => {
  await fill(1)
  const { owner, pools } = here.platform.database
  for (const text of ['UPDATE audit_entries SET hash = hash', 'DELETE FROM audit_entries', 'TRUNCATE audit_entries']) {
    await expect(owner.query(text)).rejects.toMatchObject({ code: '55000' })
    if (here.platform.database.kind === 'embedded') continue
    for (const pool of Object.values(pools)) await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' })
  }
})

test('text of any kind is kept as it can be, and does not break the chain', async () => {
  for (const name of ['\u0000', 'a\ud800b', '\u202e', '"\\', '👩🏽‍🚀'.repeat(1_000)])
    await record(here.olivia.ctx, 'agent.created', { target: name, details: { name } })
  expect(await verify(here.olivia.ctx)).toMatchObject({ intact: true })
})

/** Makes a whole chain anew, as somebody with the database and the source could. */
const forge = async (change: (text: string) => string) => {
  const { rows } = await here.platform.database.owner.query<{ seq: string; entry: string }>(
    'SELECT seq, entry FROM audit_entries WHERE organization_id = $1 ORDER BY seq',
    [here.organizationId],
  )
  let hash = noHash
  const made = rows.map(row => {
    const entry = change(row.entry)
    hash = hashOf(hash, Number(row.seq), entry)
    return { seq: Number(row.seq), entry, hash }
  })
  const list = made.map(({ seq, entry, hash: own }) => `(${seq}, $quoted$${entry}$quoted$, '${own}')`).join(', ')
  await tamper(`UPDATE audit_entries e SET entry = f.entry, hash = f.hash FROM (VALUES ${list}) AS f(seq, entry, hash)
    WHERE e.seq = f.seq AND organization_id = '${here.organizationId}';
    UPDATE audit_heads SET hash = '${hash}' WHERE organization_id = '${here.organizationId}'`)
}

test('a chain that was made anew, or cut with its head, is not the one that the server has signed', async () => {
  await fill(5)
  await sealHeads(here.platform)
  expect(await sealHeads(here.platform)).toBe(0)
  await record(here.olivia.ctx, 'agent.created')
  const whole = await verify(here.olivia.ctx)
  expect(whole).toMatchObject({ intact: true, sealed: { seq: whole.entries - 1 } })
  await forge(text => text.replace('agent-3', 'agent-9'))
  expect(await verify(here.olivia.ctx)).toMatchObject({
    intact: false,
    firstFault: { reason: expect.stringContaining('made anew') },
  })
  await tamper(`DELETE FROM audit_entries WHERE organization_id = '${here.organizationId}' AND seq > 1;
    UPDATE audit_heads SET seq = 1, hash = (SELECT hash FROM audit_entries WHERE organization_id = '${here.organizationId}')
    WHERE organization_id = '${here.organizationId}'`)
  expect(await verify(here.olivia.ctx)).toMatchObject({
    firstFault: { seq: 2, reason: 'The end of the trail was cut off' },
  })
})

test('whoever stops the server signs once more', async () => {
  await fill(2)
  const stop = keepSealing(here.platform)
  expect(await verify(here.olivia.ctx)).toMatchObject({ sealed: null })
  await stop()
  const { sealed, entries } = await verify(here.olivia.ctx)
  expect(sealed?.seq).toBe(entries)
})

test('a seal of another organization, or one that was written by hand, is none', async () => {
  await fill(1)
  await record(here.rita.ctx, 'agent.created')
  await sealHeads(here.platform)
  const theirs = await here.platform.storage.get(sealKey(here.rivalId))
  for (const forged of [theirs ?? new Uint8Array(), Buffer.from('{}'), Buffer.from('no JSON')]) {
    await here.platform.storage.put(sealKey(here.organizationId), forged)
    expect(await verify(here.olivia.ctx)).toMatchObject({ intact: false, firstFault: { seq: 1 } })
  }
})

test('when the server’s secret changes, what the old one signed is signed again, as it was', async () => {
  await fill(3)
  await sealHeads(here.platform)
  const { config } = here.platform
  const [before, today] = [config.secret, 'the next secret of tests, long enough as well']
  const under = (secrets: { secret: string; previousSecret?: string }) => {
    const platform = { ...here.platform, config: { ...config, ...secrets } }
    return { platform, verdict: () => verify({ ...here.olivia.ctx, platform }) }
  }
  const [changing, done] = [under({ secret: today, previousSecret: before }), under({ secret: today })]
  expect(await changing.verdict()).toMatchObject({ intact: true, sealed: { seq: expect.any(Number) } })
  expect(await done.verdict()).toMatchObject({
    intact: false,
    firstFault: { reason: expect.stringContaining('not ours') },
  })
  expect(await resignHeads(done.platform)).toBe(0)
  expect(await resignHeads(changing.platform)).toBeGreaterThan(0)
  expect(await resignHeads(changing.platform)).toBe(0)
  expect(await done.verdict()).toMatchObject({ intact: true, sealed: { seq: expect.any(Number) } })
  await tamper(`DELETE FROM audit_entries WHERE organization_id = '${here.organizationId}' AND seq > 1;
    UPDATE audit_heads SET seq = 1, hash = (SELECT hash FROM audit_entries WHERE organization_id = '${here.organizationId}')
    WHERE organization_id = '${here.organizationId}'`)
  expect(await done.verdict()).toMatchObject({ intact: false })
})
