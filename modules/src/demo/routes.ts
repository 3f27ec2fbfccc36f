import * as contract from '@frontdesk/contract/accounts'
import { record } from '#audit'
import { route } from '../route.ts'
import { seedDemo } from './seed-demo.ts'

export const routes = [
  route(contract.seedDemo, async ctx => {
    await record(ctx, 'demo.seeded')
    return seedDemo(ctx)
  }),
]
