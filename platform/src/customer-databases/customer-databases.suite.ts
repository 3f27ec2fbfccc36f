import type { ShopDatabase } from '@frontdesk/testing/customer-databases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CustomerDatabase, DatabaseFailure, type DatabaseQuery, type ReadDatabase } from './port.ts'

type Words = {
  /** How this server spells: a value in the second place, so many rows, waiting, a text of so many letters. */
  places: (number: number) => string
  kinds: string
  many: string
  wait: string
  letters: (count: number) => string
}

/** What whoever reads from a customer's database may rely on, whichever server it is. */
export const customerDatabasesSuite = (
  name: string,
  read: ReadDatabase,
  openShop: () => Promise<ShopDatabase>,
  words: Words,
): void => {
  describe(name, () => {
    let shop: ShopDatabase
    beforeAll(async () => {
      shop = await openShop()
    })
    afterAll(() => shop.close())

    type More = { place?: Partial<CustomerDatabase> } & Partial<DatabaseQuery>
    const ask = (text: string, { place, ...more }: More = {}) =>
      read(
        { ...shop, key: 'shop', address: shop.host, ...place },
        { text, values: [], mostRows: 10, timeoutMs: 2_000, signal: AbortSignal.timeout(10_000), ...more },
      )
    const failure = async (asked: Promise<unknown>) => {
      const error = await asked.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(DatabaseFailure)
      return (error as DatabaseFailure).kind
    }
    const orders = () => shop.relations[0] ?? ''

    test('rows come with their names, numbers as numbers, and what JSON would round as text', async () => {
      const { rows } = await ask(`SELECT id, email, total, items FROM ${orders()} WHERE id = 1`)
      expect(rows).toEqual([{ id: 1, email: 'vera@example.com', total: '19.90', items: 5 }])
      expect((await ask(words.kinds)).rows).toEqual([
        {
          exact: 9007199254740991,
          large: '9007199254740993',
          nothing: null,
          half: 0.5,
          day: '2026-02-03',
          bytes: 'AP8=',
        },
      ])
    })

    test('values travel beside the query, whatever they hold', async () => {
      const evil = "' OR 1=1; DROP TABLE secrets; -- \\' \" ` {} $1 ? 🚲"
      const text = `SELECT ${words.places(1)} AS given, id FROM ${orders()} WHERE email = ${words.places(2)} ORDER BY id`
      expect((await ask(text, { values: [evil, 'vera@example.com'] })).rows).toEqual([
        { given: evil, id: 1 },
        { given: evil, id: 2 },
      ])
      expect((await ask(text, { values: [evil, evil] })).rows).toEqual([])
    })

    test('no more rows come than were asked for, in their order, and it says that there are more', async () => {
      const found = await ask(words.many, { mostRows: 3 })
      expect(found).toMatchObject({ truncated: true })
      expect(found.rows.map(row => Number(row.n))).toEqual([50, 49, 48])
      expect(await ask(words.many, { mostRows: 50 })).toMatchObject({ truncated: false })
    })

    test('nothing is written, although the login may', async () => {
      const before = await shop.contents()
      const table = orders().replace('orders', 'all_orders')
      for (const text of [
        `DELETE FROM ${table}`,
        `INSERT INTO ${table} (id) VALUES (9)`,
        `DROP TABLE ${table}`,
        `SELECT 1; DELETE FROM ${table}`,
      ])
        expect(await failure(ask(text))).toBe('query')
      expect(await shop.contents()).toBe(before)
    })

    test('a query that takes too long is stopped by the server itself', async () => {
      const from = performance.now()
      expect(await failure(ask(words.wait, { timeoutMs: 300 }))).toBe('timeout')
      expect(performance.now() - from).toBeLessThan(1_300)
    })

    test('whoever gives up is let go at once, and the server stops working for them', async () => {
      const from = performance.now()
      const given = new AbortController()
      setTimeout(() => given.abort(new Error('Stopped')), 200)
      await expect(ask(words.wait, { timeoutMs: 5_000, signal: given.signal })).rejects.toThrow('Stopped')
      expect(performance.now() - from).toBeLessThan(1_000)
      const running = shop.dialect === 'mysql' ? 'information_schema.processlist' : 'pg_stat_activity'
      const login = shop.dialect === 'mysql' ? 'user' : 'usename'
      await expect
        .poll(() => shop.run(`SELECT 1 FROM ${running} WHERE ${login} = '${shop.user}'`), { timeout: 2_000 })
        .toEqual([])
    })

    test('an answer that is too large is not read to its end', async () => {
      expect(await failure(ask(words.letters(2 * 1024 * 1024)))).toBe('too-large')
      const before = process.memoryUsage().rss
      expect(await failure(ask(words.letters(14 * 1024 * 1024)))).toBe('too-large')
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    })

    test('a server that cannot prove who it is gets neither login nor query', async () => {
      expect(await failure(ask('SELECT 1', { place: { tls: 'verified', host: 'db.shop.example' } }))).toBe('refused')
    })

    test('who is not let in and who is not there are told apart, and neither says more', async () => {
      expect(await failure(ask('SELECT 1', { place: { password: 'wrong' } }))).toBe('refused')
      expect(await failure(ask('SELECT 1', { place: { port: 1 } }))).toBe('unreachable')
      const failed = ask('SELECT nonsense FROM').catch((error: unknown) => error)
      expect(await failed).toMatchObject({ kind: 'query', message: expect.stringMatching(/syntax/) })
    })
  })
}
