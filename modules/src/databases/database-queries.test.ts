import { hostileMysql } from '@frontdesk/testing/hostile-mysql'
import { hostilePostgresql } from '@frontdesk/testing/hostile-postgresql'
import { expect, test } from 'vitest'
import { Invalid } from '#errors'
import { checkQuery } from './check-query.ts'

const lists = {
  postgresql: { hostile: hostilePostgresql, relations: ['shop.orders', 'shop.items'], functions: ['shop.price_of'] },
  mysql: { hostile: hostileMysql('shop'), relations: ['shop.orders', 'shop.items'], functions: ['shop.price_of'] },
} as const

const check = (dialect: 'postgresql' | 'mysql', query: string, parameters: string[] = []) =>
  checkQuery(query, new Set(parameters), {
    dialect,
    relations: [...lists[dialect].relations],
    functions: [...lists[dialect].functions],
  })

test.each(['postgresql', 'mysql'] as const)('%s: none of the hostile statements may be kept', async dialect => {
  const { hostile } = lists[dialect]
  const kept: string[] = []
  for (const query of hostile) {
    const refused = await check(dialect, query).catch((error: unknown) => error)
    if (!(refused instanceof Invalid)) kept.push(`${query} ${refused instanceof Error ? refused.message : ''}`)
  }
  expect(kept).toEqual([])
  expect(hostile.length).toBeGreaterThan(500)
})

const usual = [
  "SELECT id, status, total FROM shop.orders WHERE email = {email} AND status IN ('open', 'shipped') ORDER BY id DESC LIMIT 10",
  'SELECT o.id, COUNT(*) AS parts, SUM(i.price * i.count) AS total FROM shop.orders o JOIN shop.items i ON i.order_id = o.id WHERE o.email = {email} GROUP BY o.id HAVING COUNT(*) > 1',
  "WITH recent AS (SELECT * FROM shop.orders WHERE email = {email}) SELECT id, CASE WHEN total > 100 THEN 'large' ELSE 'small' END AS size FROM recent;",
  'SELECT id FROM shop.orders WHERE email = {email} UNION ALL SELECT id FROM shop.items WHERE name = {email}',
  "SELECT LOWER(TRIM(o.email)), COALESCE(o.note, 'it''s -- not a comment; really'), -o.total FROM shop.orders AS o WHERE o.email LIKE CONCAT({email}, '%') AND NOT EXISTS (SELECT 1 FROM shop.items i WHERE i.order_id = o.id)",
  'SELECT id, ROW_NUMBER() OVER (PARTITION BY status ORDER BY id) AS place, shop.price_of(id) FROM shop.orders WHERE email = {email} AND total BETWEEN 1 AND 2 OR note IS NULL',
  'SELECT EXTRACT(YEAR FROM at) AS year, CAST(total AS CHAR(10)), SUBSTRING(note, 1, 3), CURRENT_DATE FROM shop.orders LEFT JOIN shop.items ON true WHERE email = {email}',
  'SELECT (SELECT MAX(total) FROM shop.orders) AS most, ROUND(AVG(total), 2) FROM shop.orders WHERE email = {email} OR id = 1.5e1',
]

test.each([
  ...usual.map(query => ['postgresql', query] as const),
  ...usual.map(query => ['mysql', query] as const),
  [
    'postgresql',
    `SELECT DISTINCT ON (status) status, total::text || ' €'::text, tags[1], at + interval '1 day' FROM shop.orders
    WHERE email = {email} AND tags @> ARRAY['x'] AND data ->> 'a' = 'b' AND id = ANY('{1,2}'::int[]) ORDER BY status NULLS LAST FETCH FIRST 3 ROWS ONLY`,
  ],
  [
    'postgresql',
    "SELECT string_agg(name, ', ' ORDER BY name) FILTER (WHERE name ~ '^\\d+$'), percentile_cont(0.5) WITHIN GROUP (ORDER BY price), at AT TIME ZONE 'UTC' FROM shop.items, LATERAL (SELECT now()) AS t WHERE name = {email} GROUP BY ROLLUP (at)",
  ],
  [
    'mysql',
    "SELECT IF(total > 1, 'a', 'b'), IFNULL(note, ''), DATE_FORMAT(DATE_ADD(at, INTERVAL 1 DAY), '%Y'), GROUP_CONCAT(id ORDER BY id SEPARATOR ';') FROM `shop`.`orders` WHERE email = {email} AND data->>'$.a' = 'b' AND id DIV 2 = 1 AND note REGEXP '^a' GROUP BY 1, 2, 3 LIMIT 5, 10",
  ],
] as const)('%s: a usual query may be kept: %s', async (dialect, query) => {
  const { text, names } = await check(dialect, query.replace('€', ''), ['email'])
  expect(text).not.toContain('{email}')
  expect(new Set(names)).toEqual(new Set(['email']))
})

test('a parameter keeps its place, and is used', async () => {
  const query = 'SELECT id FROM shop.orders WHERE email = {email} AND (status = {status} OR note = {email})'
  expect(await check('postgresql', query, ['email', 'status'])).toEqual({
    text: 'SELECT id FROM shop.orders WHERE email = $1 AND (status = $2 OR note = $1)',
    names: ['email', 'status'],
  })
  expect((await check('mysql', query, ['email', 'status'])).names).toEqual(['email', 'status', 'email'])
  await expect(check('mysql', query, ['email'])).rejects.toThrow('“{status}” is no parameter')
  await expect(check('mysql', query, ['email', 'status', 'limit'])).rejects.toThrow(
    'makes no use of the parameter “limit”',
  )
})

test('a parameter in quotation marks would be a text, and is refused', async () => {
  for (const dialect of ['postgresql', 'mysql'] as const)
    await expect(check(dialect, "SELECT id FROM shop.orders WHERE email LIKE '%{email}%'", ['email'])).rejects.toThrow(
      'in quotation marks',
    )
})

test.each([
  ['signs', `SELECT ${'1+'.repeat(9_000)}1`],
  ['words', `SELECT id FROM shop.orders WHERE true ${'AND true '.repeat(2_000)}`],
  ['negations', `SELECT ${'NOT '.repeat(4_500)}true`],
  ['brackets', `SELECT ${'('.repeat(9_000)}1${')'.repeat(9_000)}`],
  ['queries', `SELECT ${'(SELECT '.repeat(2_000)}1${')'.repeat(2_000)}`],
  ['calls', `SELECT ${'abs('.repeat(3_000)}1${')'.repeat(3_000)}`],
  ['types', `SELECT 1${'::int'.repeat(3_500)}`],
  ['arrows', `SELECT a${"->'b'".repeat(2_500)}`],
])(
  'a query that could bring a parser down by its %s is refused, and the next one is checked as ever',
  async (_, query) => {
    for (const dialect of ['postgresql', 'mysql'] as const) {
      await expect(check(dialect, query)).rejects.toThrow(Invalid)
      await check(dialect, `SELECT id FROM shop.orders WHERE id = ${query.length}`)
    }
  },
)

test('the longest query that is read at all is read by both parsers', async () => {
  for (const dialect of ['postgresql', 'mysql'] as const)
    await check(dialect, `SELECT ${'('.repeat(40)}${'1+'.repeat(490)}1${')'.repeat(40)} FROM shop.orders`)
})

test('what is refused is said in a way that helps', async () => {
  await expect(check('postgresql', 'SELECT * FROM orders')).rejects.toThrow('Write “orders” with its schema')
  await expect(check('postgresql', 'SELECT * FROM shop.secrets')).rejects.toThrow('does not list shop.secrets')
  await expect(check('mysql', 'SELECT SLEEP(1)')).rejects.toThrow('does not list the function SLEEP')
  await expect(check('postgresql', 'SELECT FROM WHERE')).rejects.toThrow('syntax error')
})
