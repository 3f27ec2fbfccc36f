import { type Random, seeded } from '@frontdesk/testing/crash/random'
import { type World, world } from '@frontdesk/testing/world'
import { beforeAll, expect, test } from 'vitest'
import { type ChainEntry, walkChain } from './chain.ts'
import { hashOf, noHash, textOf } from './entry.ts'
import { verify } from './verify.ts'

const [length, attempts] = process.env.FULL_LISTS ? [100_000, 1_000] : [2_000, 100]

let here: World
let chain: ChainEntry[]
beforeAll(async () => {
  here = await world()
  let hash = noHash
  chain = Array.from({ length }, (_, index) => {
    const seq = index + 1
    const entry = {
      at: new Date(0),
      actor: 'x',
      action: 'agent.updated',
      target: `${seq}`,
      requestId: 'r',
      ip: null,
    } as const
    const text = textOf({ ...entry, details: { seq } })
    hash = hashOf(hash, seq, text)
    return { seq, text, hash }
  })
})

const entryAt = (seq: number) => chain[seq - 1] as ChainEntry

/** A chain that somebody has laid hands on, and the first row that they touched. */
const harmed = (random: Random): { entries: ChainEntry[]; first: number } => {
  const at = random.between(1, length)
  const entries = [...chain]
  const copy = { ...entryAt(random.between(1, length)) }
  const touch = (entry: Partial<ChainEntry>) => {
    entries[at - 1] = { ...entryAt(at), ...entry }
  }
  const kinds = [
    () => touch({ text: entryAt(at).text.replace('agent.updated', 'agent.deleted') }),
    () => touch({ text: `${entryAt(at).text} ` }),
    () => touch({ hash: hashOf(noHash, at, 'x') }),
    () => entries.splice(at - 1, 1),
    () => entries.splice(at - 1),
    () => entries.splice(at - 1, 0, { ...copy, seq: at, text: `${copy.text} ` }),
    () => {
      const other = at === length ? at - 1 : at + 1
      const [low, high] = [Math.min(at, other), Math.max(at, other)]
      entries[low - 1] = { ...entryAt(high), seq: low }
      entries[high - 1] = { ...entryAt(low), seq: high }
      return low
    },
  ]
  const low = kinds[random.between(0, kinds.length - 1)]?.()
  const renumbered = entries.length > length ? entries.map((entry, index) => ({ ...entry, seq: index + 1 })) : entries
  return { entries: renumbered, first: typeof low === 'number' ? low : at }
}

const firstFault = (entries: ChainEntry[]): number | undefined => {
  const walk = walkChain(undefined)
  for (const entry of entries) {
    const fault = walk.take(entry)
    if (fault) return fault.seq
  }
  return walk.end(chain.at(-1))?.seq
}

test(`${attempts} random edits, removals, swaps, insertions and cuts in ${length} rows: each is found at its first row`, async () => {
  expect(firstFault(chain)).toBeUndefined()
  const random = seeded(20_261_126)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { entries, first } = harmed(random)
    expect(firstFault(entries), `attempt ${attempt}`).toBe(first)
    // The database's keeper, who lives in this thread, must hear that all is well.
    await new Promise(setImmediate)
  }
}, 600_000)

type Statement = [text: string, values?: unknown[]]
/** Hands laid on the table itself, and what mends it again. */
const harms: Record<string, (at: number) => { harm: Statement[]; heal: Statement[] }> = {
  edit: at => ({
    harm: [[`UPDATE audit_entries SET entry = entry || ' ' WHERE organization_id = $1 AND seq = $2`, [at]]],
    heal: [[`UPDATE audit_entries SET entry = $3 WHERE organization_id = $1 AND seq = $2`, [at, entryAt(at).text]]],
  }),
  'edit of a hash': at => ({
    harm: [[`UPDATE audit_entries SET hash = repeat('a', 64) WHERE organization_id = $1 AND seq = $2`, [at]]],
    heal: [[`UPDATE audit_entries SET hash = $3 WHERE organization_id = $1 AND seq = $2`, [at, entryAt(at).hash]]],
  }),
  removal: at => ({
    harm: [['DELETE FROM audit_entries WHERE organization_id = $1 AND seq = $2', [at]]],
    heal: [insertion(chain.slice(at - 1, at))],
  }),
  'cut of the end': at => ({
    harm: [['DELETE FROM audit_entries WHERE organization_id = $1 AND seq >= $2', [at]]],
    heal: [insertion(chain.slice(at - 1))],
  }),
  swap: at => ({ harm: swap(at), heal: swap(at) }),
  insertion: at => ({
    harm: [...shift(at, 1), insertion([{ ...entryAt(at), text: `${entryAt(at).text} ` }])],
    heal: [['DELETE FROM audit_entries WHERE organization_id = $1 AND seq = $2', [at]], ...shift(at + 1, -1)],
  }),
}
const insertion = (entries: ChainEntry[]): Statement => [
  `INSERT INTO audit_entries (organization_id, seq, entry, hash)
   SELECT $1, seq, entry, hash FROM unnest($2::bigint[], $3::text[], $4::text[]) AS e(seq, entry, hash)`,
  [entries.map(({ seq }) => seq), entries.map(({ text }) => text), entries.map(({ hash }) => hash)],
]
// By way of negative numbers, because no two entries may have the same one at any moment.
const shift = (from: number, by: number): Statement[] => [
  ['UPDATE audit_entries SET seq = -(seq + $3::int) WHERE organization_id = $1 AND seq >= $2::bigint', [from, by]],
  ['UPDATE audit_entries SET seq = -seq WHERE organization_id = $1 AND seq < 0'],
]
const swap = (at: number): Statement[] => [
  [
    'UPDATE audit_entries SET seq = -(2 * $2::bigint + 1 - seq) WHERE organization_id = $1 AND seq IN ($2::bigint, $2::bigint + 1)',
    [at],
  ],
  ['UPDATE audit_entries SET seq = -seq WHERE organization_id = $1 AND seq < 0'],
]

const run = async (statements: Statement[]) => {
  const { owner } = here.platform.database
  await owner.query('ALTER TABLE audit_entries DISABLE TRIGGER USER')
  for (const [text, values = []] of statements) await owner.query(text, [here.organizationId, ...values])
  await owner.query('ALTER TABLE audit_entries ENABLE TRIGGER USER')
}
/** Verifies what is kept, in the time that it may take: five seconds for 100 000 rows. */
const verified = async () => {
  const begun = performance.now()
  const verdict = await verify(here.olivia.ctx)
  expect((performance.now() - begun) / length).toBeLessThan(process.env.FULL_LISTS ? 0.05 : 1)
  return verdict
}

test(`${length} rows are verified where they are kept, and whatever is done to them there is found at its first row`, async () => {
  await run([['DELETE FROM audit_entries WHERE organization_id = $1']])
  for (let from = 0; from < length; from += 5_000) await run([insertion(chain.slice(from, from + 5_000))])
  const { seq, hash } = entryAt(length)
  await run([['UPDATE audit_heads SET seq = $2, hash = $3 WHERE organization_id = $1', [seq, hash]]])
  expect(await verified()).toMatchObject({ intact: true, entries: length })
  const random = seeded(20_261_127)
  for (const [name, hands] of Object.entries(harms))
    for (let time = 0; time < (process.env.FULL_LISTS ? 5 : 1); time++) {
      // Late in the trail, where finding it takes longest and mending it is short.
      const at = random.between(length - length / 10, length - 1)
      const { harm, heal } = hands(at)
      await run(harm)
      expect(await verified(), name).toMatchObject({ intact: false, firstFault: { seq: at } })
      await run(heal)
    }
  expect(await verified()).toMatchObject({ intact: true, entries: length })
}, 600_000)
