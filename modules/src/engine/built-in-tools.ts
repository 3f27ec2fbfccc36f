import type { Passage } from '@frontdesk/contract/knowledge'
import type { Ctx } from '#context'
import { changeConversation } from '#conversations'
import { readPassages, retrieve } from '#knowledge'
import type { BuiltIn, Call, Outcome } from '#tools'
import type { HandOver } from './hand-over.ts'
import type { Brief, TurnAgent } from './turn.ts'

const text = (description: string, maxLength: number) => ({ type: 'string', minLength: 1, maxLength, description })
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const builtIn = (name: string, description: string, parameters: object, effect: BuiltIn['effect'] = 'idempotent') => ({
  name,
  description,
  parameters: parameters as BuiltIn['parameters'],
  effect,
  id: null,
  kind: 'built-in' as const,
  bound: {},
  approval: 'never' as const,
})

const handOver = builtIn(
  'hand_over',
  'Passes the conversation to people. Call it when the customer asks for a person, when your instructions say so, or when you can do no more for them. Afterwards people answer and you do not. Do not promise a person without calling this.',
  object({
    reason: text('Why a person is needed, concretely: what could not be answered or done.', 500),
    summary: text('For the person who takes over: what the customer wants, what you tried, what you found out.', 2_000),
  }),
)

const others: Record<TurnAgent['builtInTools'][number], BuiltIn> = {
  search_knowledge: builtIn(
    'search_knowledge',
    'Searches the knowledge for passages. Use it when the passages that you were given do not answer the question.',
    object({ query: text('What to search for, in the words that the knowledge would use.', 500) }),
    'read',
  ),
  resolve: builtIn(
    'resolve',
    'Marks the conversation as resolved. Call it only when the customer has said that nothing is left to do.',
    object({}),
  ),
  set_attribute: builtIn(
    'set_attribute',
    'Notes a fact about the conversation, such as an order number or the product in question.',
    object({
      name: text('The name of the attribute, such as order_number.', 100),
      value: { anyOf: [{ type: 'string', maxLength: 1_000 }, { type: 'number' }, { type: 'boolean' }] },
    }),
  ),
  label: builtIn(
    'label',
    'Puts labels on the conversation, in addition to those it has.',
    object({ labels: { type: 'array', items: text('A label.', 50), minItems: 1, maxItems: 10 } }),
  ),
}

export const builtInsOf = ({ handOver: { isEnabled }, builtInTools }: TurnAgent): BuiltIn[] => [
  ...(isEnabled ? [handOver] : []),
  ...builtInTools.map(name => others[name]),
]

/** What an agent decided by calling `hand_over`; undefined when none of these calls did. */
export const handOverIn = (calls: readonly Call[], { handOver: { teamId } }: TurnAgent): HandOver | undefined => {
  const made = calls.find(call => call.toolId === null && call.name === handOver.name && call.state === 'succeeded')
  if (!made?.arguments) return undefined
  const { reason, summary } = made.arguments
  return { cause: 'agent', reason: String(reason), summary: String(summary), teamId }
}

type Scope = { conversationId: string; brief: Brief; retrieved: Passage[] }

/** Does what was called for. What a search finds is added to `retrieved`, so that it can be cited by its number. */
export const runBuiltIn = async (ctx: Ctx, scope: Scope, call: Call): Promise<Outcome> => {
  const given = call.arguments ?? {}
  const change = (wanted: Parameters<typeof changeConversation>[2]) =>
    changeConversation(ctx, scope.conversationId, wanted).then(() => done)
  switch (call.name) {
    case 'search_knowledge':
      return { ...done, result: { passages: await search(ctx, scope, String(given.query)) } }
    case 'resolve':
      return change({ status: 'resolved' })
    case 'set_attribute':
      return change({ attributes: { [String(given.name)]: given.value as string } })
    case 'label': {
      const { labels } = await changeConversation(ctx, scope.conversationId, {})
      return change({ labels: [...labels, ...(given.labels as string[])].slice(0, 50) })
    }
    default:
      return done
  }
}

const done: Outcome = { state: 'succeeded', result: { done: true }, status: null }

const search = async (ctx: Ctx, { brief, retrieved }: Scope, query: string) => {
  const { passages } = await retrieve(ctx, { query, history: [], limit: 6, revision: brief.knowledgeRevision })
  for (const passage of passages)
    if (!retrieved.some(({ chunkId }) => chunkId === passage.chunkId)) retrieved.push(passage)
  return passages.map(({ chunkId, title, text }) => ({
    number: retrieved.findIndex(known => known.chunkId === chunkId) + 1,
    title,
    text,
    chunkId,
  }))
}

/** After a crash: what searches found before keeps its numbers. */
export const recallFound = async (ctx: Ctx, calls: readonly Call[], retrieved: Passage[]): Promise<void> => {
  const found = calls.flatMap(({ toolId, name, state, result }) =>
    toolId === null && name === 'search_knowledge' && state === 'succeeded'
      ? (result as { passages: { number: number; chunkId: string }[] }).passages
      : [],
  )
  const texts = await readPassages(
    ctx,
    found.map(({ chunkId }) => chunkId),
  )
  for (const { number, chunkId } of found) {
    const passage = texts.get(chunkId)
    if (passage) retrieved[number - 1] ??= { ...passage, score: 0 }
  }
}
