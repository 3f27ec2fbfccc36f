import * as contract from '@frontdesk/contract/security'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { selectAlerts, selectEvents } from './store.ts'

export const routes = [
  route(contract.listSecurityEvents, (ctx, { query }) => selectEvents(ctx, readPage<[string]>(query, ['id']), query)),
  route(contract.listAlerts, (ctx, { query }) => selectAlerts(ctx, readPage<[string]>(query, ['id']), query)),
  route(contract.acknowledgeAlert, (ctx, { parameters }) => acknowledgeAlert(ctx, parameters.alertId)),
]
