import * as contract from '@frontdesk/contract/business-hours'
import { audited } from '#audit'
import { route } from '../route.ts'
import { findBusinessHours, putBusinessHours } from './store.ts'

export const routes = [
  route(contract.readBusinessHours, ctx => findBusinessHours(ctx)),
  route(contract.setBusinessHours, (ctx, { body }) =>
    audited(
      ctx,
      'business-hours.set',
      within => putBusinessHours(within, body),
      hours => ({ details: hours }),
    ),
  ),
]
