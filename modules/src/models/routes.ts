import * as contract from '@frontdesk/contract/model-connections'
import * as prices from '@frontdesk/contract/model-prices'
import { audited } from '#audit'
import { Invalid } from '#errors'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { putPrice, removePrice, selectPrices } from './price-store.ts'
import { changeConnection, findConnection, insertConnection, removeConnection, selectConnections } from './store.ts'
import { tryConnection } from './try-connection.ts'

export const routes = [
  route(contract.listModelConnections, (ctx, { query }) => selectConnections(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createModelConnection, (ctx, { body }) => {
    if (body.provider === 'openai-compatible' && body.baseUrl === null)
      throw new Invalid('A server of your own needs its address.', [
        { pointer: '/baseUrl', message: 'Give its address.' },
      ])
    return audited(
      ctx,
      'model-connection.created',
      within => insertConnection(within, body),
      ({ id, name, provider }) => ({ target: id, details: { name, provider } }),
    )
  }),
  route(contract.readModelConnection, (ctx, { parameters }) => findConnection(ctx, parameters.modelConnectionId)),
  route(contract.updateModelConnection, (ctx, { parameters: { modelConnectionId }, body }) =>
    audited(
      ctx,
      'model-connection.updated',
      within => changeConnection(within, modelConnectionId, body),
      () => ({ target: modelConnectionId, details: { changed: Object.keys(body) } }),
    ),
  ),
  route(contract.deleteModelConnection, (ctx, { parameters: { modelConnectionId } }) =>
    audited(
      ctx,
      'model-connection.deleted',
      within => removeConnection(within, modelConnectionId),
      () => ({ target: modelConnectionId }),
    ),
  ),
  route(prices.listModelPrices, (ctx, { query }) => selectPrices(ctx, readPage<[string]>(query, ['id']))),
  route(prices.setModelPrice, (ctx, { body }) =>
    audited(
      ctx,
      'model-price.set',
      within => putPrice(within, body),
      ({ id, updatedAt: _, ...price }) => ({ target: id, details: price }),
    ),
  ),
  route(prices.deleteModelPrice, (ctx, { parameters: { modelPriceId } }) =>
    audited(
      ctx,
      'model-price.deleted',
      within => removePrice(within, modelPriceId),
      () => ({ target: modelPriceId }),
    ),
  ),
  route(contract.tryModelConnection, (ctx, { parameters, body }) =>
    tryConnection(ctx, parameters.modelConnectionId, body.model),
  ),
]
