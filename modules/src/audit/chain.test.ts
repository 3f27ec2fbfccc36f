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

test(`${length} rows are verified where they are kept`, async () => {
  const { owner } = here.platform.database
  await owner.query('ALTER TABLE audit_entries DISABLE TRIGGER USER')
  await owner.query('DELETE FROM audit_entries WHERE organization_id = $1', [here.organizationId])
  for (let from = 0; from < length; from += 5_000) {
    const part = chain.slice(from, from + 5_000)
    await owner.query(
      `INSERT INTO audit_entries (organization_id, seq, entry, hash)
       SELECT $1, seq, entry, hash FROM unnest($2::bigint[], $3::text[], $4::text[]) AS e(seq, entry, hash)`,
      [here.organizationId, part.map(({ seq }) => seq), part.map(({ text }) => text), part.map(({ hash }) => hash)],
    )
  }
  await owner.query('ALTER TABLE audit_entries ENABLE TRIGGER USER')
  const last = entryAt(length)
  await owner.query('UPDATE audit_heads SET seq = $2, hash = $3 WHERE organization_id = $1', [
    here.organizationId,
    last.seq,
    last.hash,
  ])
  const begun = performance.now()
  expect(await verify(here.olivia.ctx)).toMatchObject({ intact: true, entries: length })
  // Five seconds are allowed for 100 000 rows.
  expect((performance.now() - begun) / length).toBeLessThan(process.env.FULL_LISTS ? 0.05 : 1)
}, 120_000)
