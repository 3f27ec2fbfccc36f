import * as contract from '@frontdesk/contract/audit'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { selectEntries } from './store.ts'
import { verify } from './verify.ts'

export const routes = [
  route(contract.listAudit, (ctx, { query }) => selectEntries(ctx, readPage<[string]>(query, ['number']), query)),
  route(contract.verifyAudit, ctx => verify(ctx)),
]
