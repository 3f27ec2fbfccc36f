import type { Ctx } from '#context'
import { columnsOf, placeOf, type SealedColumnName, sealedColumn } from './sealed-columns.ts'

/** A secret as it rests; the key of its row without the organization. */
export type Kept = { key: string[]; kept: string }

const partsOf = (name: SealedColumnName) => {
  const { row, where = 'true' } = sealedColumn(name)
  return { ...placeOf(name), where, keys: Object.entries(row) }
}

/** The next secrets of a column that the newest key has not sealed. */
export const selectOld = async (
  ctx: Ctx,
  name: SealedColumnName,
  { newest, after, limit }: { newest: string | undefined; after: string[] | undefined; limit: number },
): Promise<Kept[]> => {
  const { table, column, where, keys } = partsOf(name)
  const names = keys.map(([key]) => key).join(', ')
  const last = keys.map(([, type], index) => `$${index + 4}::${type}`)
  const [result] = await ctx.sql([
    {
      text: `SELECT ${names}, ${column} AS kept FROM ${table}
        WHERE organization_id = $1::uuid AND ${where} AND ${column} NOT LIKE $2::text
          AND (${last[0]} IS NULL OR (${names}) > (${last.join(', ')}))
        ORDER BY ${names} LIMIT $3::int`,
      values: [
        ctx.organizationId,
        `v1.${newest ?? 'none'}.%`,
        limit,
        ...keys.map((_, index) => after?.[index] ?? null),
      ],
    },
  ])
  return (result?.rows ?? []).map(row => ({ key: keys.map(([key]) => String(row[key])), kept: String(row.kept) }))
}

/**
 * Puts secrets that were sealed anew into the place of the old ones. The one hand that touches other modules' tables: it
 * changes how something is kept, never what. What somebody else holds or has changed meanwhile is left to the next round.
 */
export const updateSealed = async (
  ctx: Ctx,
  name: SealedColumnName,
  secrets: (Kept & { sealed: string })[],
): Promise<number> => {
  const { table, column, keys } = partsOf(name)
  const names = keys.map(([key]) => key)
  const arrays = keys.map(([, type], index) => `$${index + 4}::${type}[]`)
  const same = (one: string, other: string) => names.map(key => `${one}.${key} = ${other}.${key}`).join(' AND ')
  const [result] = await ctx.sql([
    {
      text: `WITH held AS (
          SELECT fresh.* FROM ${table} AS t
          JOIN unnest($2::text[], $3::text[], ${arrays.join(', ')}) AS fresh (kept, sealed, ${names.join(', ')}) ON ${same('t', 'fresh')}
          WHERE t.organization_id = $1::uuid AND t.${column} = fresh.kept FOR UPDATE OF t SKIP LOCKED)
        UPDATE ${table} AS t SET ${column} = held.sealed FROM held
        WHERE t.organization_id = $1::uuid AND ${same('t', 'held')} AND t.${column} = held.kept`,
      values: [
        ctx.organizationId,
        secrets.map(({ kept }) => kept),
        secrets.map(({ sealed }) => sealed),
        ...keys.map((_, index) => secrets.map(({ key }) => key[index])),
      ],
    },
  ])
  return result?.count ?? 0
}

/** Whether anything that is kept needs this key. */
export const isNeeded = async (ctx: Ctx, { id, purpose }: { id: string; purpose: string }): Promise<boolean> => {
  const [result] = await ctx.sql([
    {
      text: `SELECT ${['false', ...columnsOf(purpose).map(someIn)].join(' OR ')} AS needed`,
      values: [ctx.organizationId, `v1.${id}.%`],
    },
  ])
  return result?.rows[0]?.needed === true
}

const someIn = (name: SealedColumnName) => {
  const { table, column } = placeOf(name)
  return `EXISTS (SELECT FROM ${table} WHERE organization_id = $1::uuid AND ${column} LIKE $2::text)`
}
