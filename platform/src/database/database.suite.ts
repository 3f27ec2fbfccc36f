import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { migrate } from './migrate.ts'
import type { Database } from './port.ts'
import { authSql, type Statement, systemSql, tenantSql, withTenant } from './transaction.ts'

const northwind = newId()
const at = new Date('2026-03-04T05:06:07.089Z')

const keep = (key: string, fingerprint = Uint8Array.of(0, 255, 7)): Statement => ({
  name: 'suite.keep',
  text: `INSERT INTO idempotency_keys (organization_id, principal, key, fingerprint, created_at) VALUES ($1, 'olivia', $2, $3, $4) RETURNING key`,
  values: [northwind, key, Buffer.from(fingerprint), at],
})
const find = (key: string): Statement => ({
  text: `SELECT key, fingerprint, status, created_at FROM idempotency_keys WHERE key = $1`,
  values: [key],
})
const fail: Statement = { text: 'SELECT 1 / 0' }

/** What every database promises, whichever serves. Tenancy has tests of its own, which run on both as well. */
export const databaseSuite = (name: string, open: () => Promise<Database>) =>
  describe(name, () => {
    let database: Database
    beforeAll(async () => {
      database = await open()
      await migrate(database.owner)
      const text = 'INSERT INTO organizations (organization_id, name, created_at) VALUES ($1, $2, $3)'
      await authSql(database, [{ text, values: [northwind, 'Northwind Bikes', at] }])
    }, 60_000)
    afterAll(() => database.close())

    const isKept = async (key: string) =>
      ((await tenantSql(database, northwind, [find(key)]))[0]?.rows.length ?? 0) === 1

    test('migrating again changes nothing', async () => {
      expect(await migrate(database.owner)).toEqual([])
    })

    test('a connection that is lost between two statements fails the second, and nothing else', async () => {
      const client = await database.owner.connect()
      await client.query('BEGIN')
      // What pg's types leave out: the socket, which a network cuts without asking.
      const { connection } = client as unknown as { connection: { stream: { destroy(): void } } }
      connection.stream.destroy()
      await new Promise(resolve => setTimeout(resolve, 50))
      await expect(client.query('SELECT 1')).rejects.toThrow()
      client.release(true)
      expect((await database.owner.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    })

    test('each statement of a batch answers with its own rows', async () => {
      const [kept, found, none] = await tenantSql(database, northwind, [keep('rows'), find('rows'), find('nobody')])
      expect(kept?.rows).toEqual([{ key: 'rows' }])
      expect(found?.rows).toEqual([
        { key: 'rows', fingerprint: Buffer.from([0, 255, 7]), status: null, created_at: at },
      ])
      expect(none).toEqual({ rows: [], count: 0 })
    })

    test('a batch is kept whole or not at all, and its failure says which rule was broken', async () => {
      await expect(tenantSql(database, northwind, [keep('half'), fail])).rejects.toMatchObject({ code: '22012' })
      expect(await isKept('half')).toBe(false)
      await tenantSql(database, northwind, [keep('twice')])
      await expect(tenantSql(database, northwind, [keep('twice')])).rejects.toMatchObject({ code: '23505' })
    })

    test('after a failure the next batches work, however many failed before', async () => {
      await Promise.allSettled(Array.from({ length: 40 }, () => tenantSql(database, northwind, [fail])))
      expect((await tenantSql(database, northwind, [keep('after')]))[0]?.count).toBe(1)
    })

    test('a transaction that throws leaves nothing behind', async () => {
      const data = {
        organizationId: northwind,
        principal: 'olivia',
        key: 'thrown',
        fingerprint: Buffer.from('x'),
        createdAt: at,
      }
      const broken = withTenant(database, northwind, async tx => {
        await tx.idempotencyKey.create({ data })
        throw new Error('changed my mind')
      })
      await expect(broken).rejects.toThrow('changed my mind')
      expect(await isKept('thrown')).toBe(false)
    })

    test('whom a batch spoke for is forgotten after it', async () => {
      await tenantSql(database, northwind, [keep('mine')])
      await Promise.all(Array.from({ length: 20 }, () => tenantSql(database, newId(), [find('mine')])))
      const [result] = await systemSql(database, [
        { text: `SELECT coalesce(current_setting('app.organization_id', true), '') AS organization` },
      ])
      expect(result?.rows).toEqual([{ organization: '' }])
    })

    test('many at once neither wait for each other’s ends nor mix their rows', async () => {
      const keys = Array.from({ length: 60 }, (_, index) => `at-once-${index}`)
      await Promise.all(keys.map(key => tenantSql(database, northwind, [keep(key)])))
      const found = await Promise.all(keys.map(key => tenantSql(database, northwind, [find(key)])))
      expect(found.map(([result]) => result?.rows[0]?.key)).toEqual(keys)
    })
  })
