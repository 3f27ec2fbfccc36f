import * as contract from '@frontdesk/contract/mail'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { readMail } from './read-mail.ts'
import { retryMail } from './retry-mail.ts'
import { selectMails } from './store.ts'

export const routes = [
  route(contract.listMails, (ctx, { query }) => selectMails(ctx, readPage<[string]>(query, ['id']))),
  route(contract.readMail, (ctx, { parameters }) => readMail(ctx, parameters.mailId)),
  route(contract.retryMail, (ctx, { parameters }) => retryMail(ctx, parameters.mailId)),
]
