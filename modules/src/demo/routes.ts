import * as contract from '@frontdesk/contract/accounts'
import { route } from '../route.ts'
import { seedDemo } from './seed-demo.ts'

export const routes = [route(contract.seedDemo, ctx => seedDemo(ctx))]
