import { NewAgent } from '@frontdesk/contract/agents'
import type { Citation } from '@frontdesk/contract/conversations'
import { insertAgent } from '#agents'
import type { Ctx } from '#context'
import { importConversation } from '#conversations'
import { processingIdle, pushDocuments, retrieve } from '#knowledge'
import { conversations, type DemoConversation } from './conversations.ts'
import { readArticles } from './read-articles.ts'
import { shop } from './shop.ts'

/**
 * Gives the organization a small shop to try everything on: help articles, an agent, a dozen past conversations.
 * The articles replace those of an earlier time; agent and conversations come anew.
 */
export const seedDemo = async (ctx: Ctx): Promise<{ agentId: string; documents: number; conversations: number }> => {
  ctx.must('organization.manage')
  const articles = await readArticles()
  const documents = await pushDocuments(
    ctx,
    articles.map(article => ({ ...article, url: shop.website + article.url, format: 'markdown' as const })),
  )
  await processingIdle(ctx.platform)
  const agent = await insertAgent(ctx, NewAgent.parse(shop.agent))
  const documentIds = new Map(documents.map(document => [document.externalId, document.id]))
  // The oldest first, so that ids and times tell the same order.
  for (const conversation of conversations.toReversed()) await keep(ctx, agent.id, conversation, documentIds)
  return { agentId: agent.id, documents: documents.length, conversations: conversations.length }
}

const keep = async (
  ctx: Ctx,
  agentId: string,
  { messages, status }: DemoConversation,
  documentIds: Map<string | null, string>,
) => {
  const now = ctx.now().getTime()
  const past = []
  for (const { from, text, cites, minutesAgo } of messages)
    past.push({
      sender: from,
      text,
      citations: await citationsOf(ctx, text, cites, documentIds),
      at: new Date(now - minutesAgo * 60_000),
    })
  const title = messages[0]?.text.slice(0, 80) ?? ''
  await importConversation(ctx, { agentId, title, status, messages: past })
}

/** The passage of the cited article that fits the answer best, as if the agent had just read it. */
const citationsOf = async (
  ctx: Ctx,
  text: string,
  cites: string[],
  documentIds: Map<string | null, string>,
): Promise<Citation[]> => {
  if (cites.length === 0) return []
  const { passages } = await retrieve(ctx, { query: text, history: [], limit: 30 })
  return cites.flatMap((externalId, index) => {
    const passage = passages.find(each => each.documentId === documentIds.get(externalId))
    if (!passage) return []
    const { chunkId, documentId, title, url } = passage
    return [{ number: index + 1, chunkId, documentId, externalId, title, url, text: passage.text }]
  })
}
