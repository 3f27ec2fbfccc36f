import { freshDatabase } from '@frontdesk/testing/platform'
import { beforeAll, expect, test } from 'vitest'
import { columnsOf, placeOf, sealedColumn, sealedColumns } from './sealed-columns.ts'

type Row = Record<string, unknown>
let rowsOf: (text: string, values: unknown[]) => Promise<Row[]>
beforeAll(async () => {
  const database = await freshDatabase()
  rowsOf = async (text, values) => (await database.owner.query<Row>(text, values)).rows
})

test.each(sealedColumns)('%s is a column of text, and its row is found by the key that it names', async name => {
  const { table, column } = placeOf(name)
  const type = 'SELECT data_type FROM information_schema.columns WHERE table_name = $1 AND column_name = $2'
  expect(await rowsOf(type, [table, column])).toEqual([{ data_type: 'text' }])
  const types = Object.entries(sealedColumn(name).row)
  for (const [key, wanted] of types) expect(await rowsOf(type, [table, key])).toEqual([{ data_type: wanted }])
  const keys = await rowsOf(
    `SELECT string_agg(attname, ',' ORDER BY place) AS columns FROM pg_index, unnest(indkey) WITH ORDINALITY AS at(number, place), pg_attribute
     WHERE indisunique AND indrelid = $1::regclass AND attrelid = indrelid AND attnum = number GROUP BY indexrelid`,
    [table],
  )
  expect(keys).toContainEqual({ columns: ['organization_id', ...types.map(([key]) => key)].join() })
})

test('an organization may change every one of them, and the columns of a purpose are found by it', async () => {
  for (const name of sealedColumns) {
    const { table, column } = placeOf(name)
    const may = `SELECT has_column_privilege('app_tenant', $1, $2, 'UPDATE') AS may`
    expect(await rowsOf(may, [table, column]), name).toEqual([{ may: true }])
    expect(columnsOf(sealedColumn(name).purpose)).toContain(name)
  }
})
