import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { openShop, shopServers } from '@frontdesk/testing/customer-databases'
import { expect, onTestFinished, test } from 'vitest'
import { customerDatabasesSuite } from './customer-databases.suite.ts'
import { readMysql } from './mysql.ts'
import { readPostgresql } from './postgresql.ts'

const { postgresql, mysql } = shopServers

if (postgresql)
  customerDatabasesSuite('PostgreSQL', readPostgresql, () => openShop('postgresql', postgresql), {
    places: number => `$${number}::text`,
    kinds: `SELECT 9007199254740991 AS exact, 9007199254740993 AS large, NULL AS nothing, 0.5::float8 AS half,
      '2026-02-03'::date AS day, '\\x00ff'::bytea AS bytes`,
    many: 'SELECT n FROM generate_series(1, 50) AS n ORDER BY n DESC',
    wait: 'SELECT pg_sleep(20)',
    letters: count => `SELECT repeat('x', ${count})`,
  })

test.runIf(postgresql)('a database of the product’s own is not read, by whatever address it was reached', async () => {
  const shop = await openShop('postgresql', postgresql ?? '')
  onTestFinished(() => shop.close())
  const ask = () =>
    readPostgresql(
      { ...shop, key: 'shop', address: shop.host },
      { text: 'SELECT 1 AS one', values: [], mostRows: 1, timeoutMs: 2_000, signal: AbortSignal.timeout(10_000) },
    )
  expect(await ask()).toMatchObject({ rows: [{ one: 1 }] })
  await shop.run('CREATE TABLE public.database_logins (role text, login text, password text)')
  await expect(ask()).rejects.toMatchObject({ kind: 'refused-address' })
})

if (mysql)
  customerDatabasesSuite('MySQL', readMysql, () => openShop('mysql', mysql), {
    places: () => '?',
    kinds: `SELECT 9007199254740991 AS exact, 9007199254740993 AS large, NULL AS nothing, 0.5e0 AS half,
      DATE '2026-02-03' AS day, UNHEX('00ff') AS bytes`,
    many: 'SELECT n FROM (WITH RECURSIVE s AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM s WHERE n < 50) SELECT n FROM s) AS t ORDER BY n DESC',
    wait: 'SELECT SLEEP(20)',
    letters: count => `SELECT REPEAT('x', ${count})`,
  })

test.each([
  ['PostgreSQL', readPostgresql, 'postgresql'],
  ['MySQL', readMysql, 'mysql'],
] as const)('%s: whoever is not there, or never says a word, is not waited for', async (_, read, dialect) => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const place = { host: 'shop.example', address: '127.0.0.1', database: 'shop', user: 'reader', password: 'reader' }
  const ask = (at: number) => {
    const database = { ...place, key: 'shop', dialect, port: at, tls: 'verified' as const, certificateAuthority: null }
    return read(database, {
      text: 'SELECT 1',
      values: [],
      mostRows: 1,
      timeoutMs: 300,
      signal: AbortSignal.timeout(300),
    })
  }
  await expect(ask(1)).rejects.toMatchObject({ kind: 'unreachable' })
  const from = performance.now()
  await expect(ask(port)).rejects.toThrow()
  expect(performance.now() - from).toBeLessThan(1_000)
})
