import * as contract from '@frontdesk/contract/knowledge'
import { record } from '#audit'
import { Conflict } from '#errors'
import { readPage } from '../paging.ts'
import { route } from '../route.ts'
import { addPage } from './add-page.ts'
import { deleteDocument } from './delete-document.ts'
import { countByStatus, findDocument, requeue, selectDocuments } from './document-store.ts'
import { countWaitingForVectors } from './embed.ts'
import { wakeProcessor } from './process.ts'
import { addAnswer, first, pushDocuments } from './push.ts'
import { retrieve } from './retrieve.ts'
import { uploadFile } from './upload-file.ts'

export const routes = [
  route(contract.pushDocument, async (ctx, { body }) => first(await pushDocuments(ctx, [body]))),
  route(contract.pushDocuments, async (ctx, { body }) => ({ items: await pushDocuments(ctx, body.documents) })),
  route(contract.uploadFile, (ctx, { body }) => uploadFile(ctx, body)),
  route(contract.addAnswer, (ctx, { body }) => addAnswer(ctx, body)),
  route(contract.addPage, (ctx, { body }) => addPage(ctx, body)),
  route(contract.listDocuments, (ctx, { query }) =>
    selectDocuments(ctx, readPage<[string, string]>(query, ['moment', 'id']), query),
  ),
  route(contract.countDocuments, async ctx => ({
    ...(await countByStatus(ctx)),
    unembedded: await countWaitingForVectors(ctx),
  })),
  route(contract.readDocument, (ctx, { parameters }) => findDocument(ctx, parameters.documentId)),
  route(contract.retryDocument, (ctx, { parameters: { documentId } }) =>
    ctx.transaction(async within => {
      const document = await requeue(within, documentId)
      if (!document) {
        await findDocument(within, documentId)
        throw new Conflict('This document is being processed already. Wait until it is done.')
      }
      await record(within, 'document.retried', { target: documentId })
      within.afterCommit(() => wakeProcessor(ctx.platform))
      return document
    }),
  ),
  route(contract.deleteDocument, (ctx, { parameters }) => deleteDocument(ctx, parameters.documentId)),
  route(contract.searchKnowledge, async (ctx, { body }) => {
    const { passages, answerable, confidence } = await retrieve(ctx, body)
    return { passages, answerable, confidence }
  }),
]
