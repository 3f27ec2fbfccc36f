import { type NewDocument, pushDocuments } from '@frontdesk/contract/knowledge'
import type { Owner } from './server.ts'

const perBatch = 250

export async function pushArticles({ client }: Owner, documents: readonly NewDocument[]): Promise<string[]> {
  const outcomes: string[] = []
  for (let from = 0; from < documents.length; from += perBatch) {
    const { items } = await client.call(pushDocuments, { body: { documents: documents.slice(from, from + perBatch) } })
    outcomes.push(...items.map(item => item.outcome))
  }
  return outcomes
}
