import { seeded } from '@frontdesk/testing/crash/random'
import { type Wire, withOwnPool } from '@frontdesk/testing/own-pool'
import { freshDatabase } from '@frontdesk/testing/platform'
import { oneOfEverything } from '@frontdesk/testing/tenant-rows'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import type { Database } from './port.ts'
import { authSql, type Statement, systemSql, tenantSql, withTenant } from './transaction.ts'

const requests = process.env.FULL_LISTS ? 50_000 : 2_000
const connections = 4
const organizations = Array.from({ length: 20 }, () => newId())

let database: Database
const wires = new Set<Wire>()
let made = 0
beforeAll(async () => {
  const whole = await freshDatabase()
  database = withOwnPool(whole, connections, wire => {
    made += 1
    wires.add(wire)
  })
  for (const id of organizations) {
    const text = 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, $3)'
    await authSql(whole, [{ text, values: [id, id, new Date()] }])
    await tenantSql(whole, id, oneOfEverything(id))
  }
  return () => database.close()
})

/** Statements that name no organization, as the worst code would: what they see and change is up to the connection. */
const everyRow = {
  text: 'SELECT organization_id FROM messages UNION ALL SELECT organization_id FROM agents UNION ALL SELECT organization_id FROM members',
}
const sign = (own: string) => ({ text: 'UPDATE agents SET name = $1 RETURNING organization_id', values: [own] })
const slow = { text: 'SELECT pg_sleep(0.02)' }
const mistake = { text: 'SELECT 1 / 0' }

type Row = Record<string, unknown>
type Ask = (own: string) => Promise<Row[]>
/** What the last of some statements shows. */
const ask = async (own: string, ...statements: Statement[]): Promise<Row[]> =>
  (await tenantSql(database, own, statements)).at(-1)?.rows ?? []

const read: Ask = own => ask(own, everyRow)
/** Whoever comes after somebody and says nothing of themselves. */
const forget: Ask = () => ask('', everyRow)
const write: Ask = own => ask(own, sign(own))
const readByPrisma: Ask = own => withTenant(database, own, tx => tx.agent.findMany())
const changeTheirMind: Ask = own =>
  withTenant(database, own, async tx => {
    await tx.agent.updateMany({ data: { name: own } })
    throw new Error('changed my mind')
  })
const fail: Ask = own => ask(own, sign(own), mistake, everyRow)
const runOutOfTime: Ask = own => ask(own, sign(own), { text: `SET LOCAL statement_timeout = '5ms'` }, slow, everyRow)
/** Somebody pulls a plug, maybe their own, while a statement runs. */
const cutOff: Ask = own => {
  setTimeout(() => {
    const [wire] = [...wires].slice(random.between(0, wires.size - 1))
    if (wire && wires.delete(wire)) wire.stream.destroy()
  }, 5)
  return ask(own, sign(own), slow, everyRow)
}
const sweep: Ask = async () => {
  await systemSql(database, [{ text: 'SELECT count(*) FROM turns' }])
  return []
}

const random = seeded(20_261_127)
const shares: [most: number, Ask][] = [
  [0.3, read],
  [0.4, forget],
  [0.6, write],
  [0.75, readByPrisma],
  [0.85, fail],
  [0.9, changeTheirMind],
  [0.98, sweep],
  [0.995, runOutOfTime],
  [1, cutOff],
]
const anyAsk = (): Ask => {
  const share = random.next()
  return shares.find(([most]) => share < most)?.[1] ?? read
}

test(`${requests} interleaved requests of ${organizations.length} organizations over ${connections} connections, with errors, timeouts and cut lines: none sees or changes a row of another`, async () => {
  let foreign = 0
  let answered = 0
  let failed = 0
  const lane = async (first: number) => {
    for (let request = first; request < requests; request += 40) {
      const own = organizations[random.between(0, organizations.length - 1)] ?? ''
      const asked = anyAsk()
      const ids = await asked(own).then(
        rows => rows.map(row => row.organization_id ?? row.organizationId),
        () => undefined,
      )
      if (ids) answered++
      else failed++
      foreign += (ids ?? []).filter(id => asked === forget || id !== own).length
      if (ids && [read, write, readByPrisma].includes(asked)) expect(ids).toContain(own)
    }
  }
  await Promise.all(Array.from({ length: 40 }, (_, first) => lane(first)))
  expect(foreign).toBe(0)
  const { rows } = await database.owner.query(
    `SELECT name FROM agents WHERE name NOT IN ('Juniper', organization_id::text)`,
  )
  expect(rows).toEqual([])
  // Most get what they ask for, whatever happens to others, and what was to fail failed.
  expect(answered / requests).toBeGreaterThan(0.75)
  expect(failed / requests).toBeGreaterThan(0.1)
  expect(made - connections).toBeGreaterThanOrEqual(requests / 1_000)
}, 1_800_000)
