import * as contract from '@frontdesk/contract/audit'
import { announceFrom } from '../notices.ts'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { readChain, selectEntries } from './store.ts'
import { verify } from './verify.ts'

export const routes = [
  route(contract.listAudit, (ctx, { query }) => selectEntries(ctx, readPage<[string]>(query, ['number']), query)),
  route(contract.exportAudit, async (ctx, { query: { afterSeq, limit } }) => {
    const { entries } = await readChain(ctx, afterSeq, limit)
    announceFrom(ctx, 'sensitive_read', { details: { what: 'audit trail' } })
    const items = entries.map(({ seq, text, hash }) => ({ seq, entry: text, hash }))
    return { items, next: items.length === limit ? (items.at(-1)?.seq ?? null) : null }
  }),
  route(contract.verifyAudit, ctx => verify(ctx)),
]
