import type { ModelPrice, NewModelPrice } from '@frontdesk/contract/model-prices'
import type { Row } from '@frontdesk/platform/database/transaction'
import { newId } from '@frontdesk/platform/ids'
import type { Ctx } from '#context'
import { Conflict, NotFound } from '#errors'
import { type Page, pageOf } from '../paging.ts'

const columns = 'id, model, input_per_million, output_per_million, updated_at'

export const selectPrices = async (ctx: Ctx, { limit, after }: Page<[string]>) => {
  const [found] = await ctx.sql([
    {
      text: `SELECT ${columns} FROM model_prices WHERE organization_id = $1::uuid AND ($2::uuid IS NULL OR id < $2::uuid)
        ORDER BY id DESC LIMIT $3::int`,
      values: [ctx.organizationId, after?.[0] ?? null, limit + 1],
    },
  ])
  return pageOf((found?.rows ?? []).map(priceOfRow), limit, price => [price.id])
}

const mostPrices = 200

/** Throws Conflict when there are as many as there may be: every answer reads them. */
export const putPrice = async (ctx: Ctx, { model, inputPerMillion, outputPerMillion }: NewModelPrice) => {
  const [put] = await ctx.sql([
    {
      text: `INSERT INTO model_prices (organization_id, id, model, input_per_million, output_per_million, updated_at)
        SELECT $1::uuid, $2::uuid, $3::text, $4::double precision, $5::double precision, $6::timestamptz
        WHERE (SELECT count(*) FROM model_prices WHERE organization_id = $1::uuid AND model <> $3::text) < $7::int
        ON CONFLICT (organization_id, model) DO UPDATE SET input_per_million = EXCLUDED.input_per_million,
          output_per_million = EXCLUDED.output_per_million, updated_at = EXCLUDED.updated_at
        RETURNING ${columns}`,
      values: [ctx.organizationId, newId(), model, inputPerMillion, outputPerMillion, ctx.now(), mostPrices],
    },
  ])
  if (!put?.rows[0]) throw new Conflict(`There are ${mostPrices} prices already. Use * to say one for many models.`)
  return priceOfRow(put.rows[0])
}

export const removePrice = async (ctx: Ctx, id: string): Promise<void> => {
  const [removed] = await ctx.sql([
    {
      text: 'DELETE FROM model_prices WHERE organization_id = $1::uuid AND id = $2::uuid RETURNING id',
      values: [ctx.organizationId, id],
    },
  ])
  if (!removed?.rows[0]) throw new NotFound('model price')
}

const priceOfRow = (row: Row): ModelPrice => ({
  id: String(row.id),
  model: String(row.model),
  inputPerMillion: Number(row.input_per_million),
  outputPerMillion: Number(row.output_per_million),
  updatedAt: (row.updated_at as Date).toISOString(),
})
