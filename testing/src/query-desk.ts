import type { DatabaseConnection } from '@frontdesk/contract/database-connections'
import type { SqlTool } from '@frontdesk/contract/tools'
import type { ChatDesk } from './chat-desk.ts'

const shop = { name: 'Shop', dialect: 'postgresql', host: 'db.northwind.example', database: 'shop', user: 'reader' }
const byEmail = {
  type: 'object',
  properties: { email: { type: 'string' } },
  required: ['email'],
  additionalProperties: false,
}

/** What Olivia does to let agents ask a database: she connects it, and makes tools of questions to it. */
export const queryDesk = ({ api, world }: ChatDesk) => {
  const { key } = world.olivia
  let number = 0
  const bodyOf = (connection: DatabaseConnection, more: object = {}) => ({
    kind: 'sql',
    name: `Orders ${++number}`,
    parameters: byEmail,
    databaseConnectionId: connection.id,
    query: 'SELECT id, status FROM shop.orders WHERE email = {email} ORDER BY id',
    ...more,
  })
  return {
    bodyOf,
    connect: (more: object = {}) =>
      api.ask<DatabaseConnection>('POST /database-connections', {
        key,
        body: { ...shop, password: 'correct horse', relations: ['shop.orders'], ...more },
      }),
    make: (connection: DatabaseConnection, more: object = {}) =>
      api.ask<SqlTool>('POST /tools', { key, body: bodyOf(connection, more) }),
  }
}
