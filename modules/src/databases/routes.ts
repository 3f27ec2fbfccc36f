import * as contract from '@frontdesk/contract/database-connections'
import { audited } from '#audit'
import { Invalid } from '#errors'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { changeConnection } from './change-connection.ts'
import { findConnection, insertConnection, removeConnection, selectConnections } from './store.ts'
import { tryConnection } from './try-connection.ts'

export const routes = [
  route(contract.listDatabaseConnections, (ctx, { query }) =>
    selectConnections(ctx, readPage<[string]>(query, ['id'])),
  ),
  route(contract.createDatabaseConnection, (ctx, { body }) => {
    if (body.dialect === 'postgresql' && body.database === null)
      throw new Invalid('A PostgreSQL connection needs the name of its database.', [
        { pointer: '/database', message: 'Give its name.' },
      ])
    return audited(
      ctx,
      'database-connection.created',
      within => insertConnection(within, body),
      ({ id, name, dialect, host }) => ({ target: id, details: { name, dialect, host } }),
    )
  }),
  route(contract.readDatabaseConnection, (ctx, { parameters }) => findConnection(ctx, parameters.databaseConnectionId)),
  route(contract.updateDatabaseConnection, (ctx, { parameters, body }) =>
    changeConnection(ctx, parameters.databaseConnectionId, body),
  ),
  route(contract.deleteDatabaseConnection, (ctx, { parameters: { databaseConnectionId } }) =>
    audited(
      ctx,
      'database-connection.deleted',
      within => removeConnection(within, databaseConnectionId),
      () => ({ target: databaseConnectionId }),
    ),
  ),
  route(contract.tryDatabaseConnection, (ctx, { parameters }) => tryConnection(ctx, parameters.databaseConnectionId)),
]
