import * as contract from '@frontdesk/contract/budgets'
import { audited } from '#audit'
import { route } from '../route.ts'
import { findBudgets, putBudgets } from './store.ts'

export const routes = [
  route(contract.readBudgets, ctx => findBudgets(ctx)),
  route(contract.setBudgets, (ctx, { body }) =>
    audited(
      ctx,
      'budgets.set',
      within => putBudgets(within, body),
      budgets => ({ details: budgets }),
    ),
  ),
]
