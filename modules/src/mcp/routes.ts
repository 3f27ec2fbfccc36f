import * as contract from '@frontdesk/contract/mcp-servers'
import { audited } from '#audit'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { checkAuthorization } from './server.ts'
import { changeServer, findServer, insertServer, removeServer, selectServers } from './store.ts'

export const routes = [
  route(contract.listMcpServers, (ctx, { query }) => selectServers(ctx, readPage<[string]>(query, ['id']))),
  route(contract.createMcpServer, (ctx, { body }) => {
    checkAuthorization(body.authorization)
    return audited(
      ctx,
      'mcp-server.created',
      within => insertServer(within, body),
      ({ id, name, url }) => ({ target: id, details: { name, host: new URL(url).host } }),
    )
  }),
  route(contract.readMcpServer, (ctx, { parameters }) => findServer(ctx, parameters.mcpServerId)),
  route(contract.updateMcpServer, (ctx, { parameters: { mcpServerId }, body }) => {
    checkAuthorization(body.authorization)
    return audited(
      ctx,
      'mcp-server.updated',
      within => changeServer(within, mcpServerId, body),
      () => ({ target: mcpServerId, details: { changed: Object.keys(body) } }),
    )
  }),
  route(contract.deleteMcpServer, (ctx, { parameters: { mcpServerId } }) =>
    audited(
      ctx,
      'mcp-server.deleted',
      within => removeServer(within, mcpServerId),
      () => ({ target: mcpServerId }),
    ),
  ),
  route(contract.beginMcpSignIn, (ctx, { parameters }) => beginSignIn(ctx, parameters.mcpServerId)),
]
