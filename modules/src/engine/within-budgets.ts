import type { Budgets } from '@frontdesk/contract/budgets'
import type { ModelFinish, ModelRequest, ModelUsage } from '@frontdesk/platform/models/port'
import { expectedOf, reserve } from '#budgets'
import type { Ctx } from '#context'
import { costOf, priceOf, tokensIn } from '#models'
import { LostLease } from '#tools'
import type { LiveTurn } from './live-turns.ts'
import type { Prepared } from './prepare.ts'
import type { Trace } from './turn.ts'

type Speaking = {
  turn: LiveTurn
  request: Prepared
  trace: Trace
  asked: ModelRequest
  said: { text: string }
  stream: () => Promise<ModelFinish>
}

/** One message of a model, counted in the budgets. Throws BudgetReached where nothing is left for it, and as any model. */
export const withinBudgets = async (ctx: Ctx, budgets: Budgets, speaking: Speaking): Promise<ModelFinish> => {
  const { turn, trace, asked, said, stream } = speaking
  const { brief, language } = speaking.request
  const inputTokens = tokensOf(asked)
  const taken = (model: string, { inputTokens, outputTokens }: ModelUsage) => {
    const price = priceOf(brief.prices, model)
    return { tokens: inputTokens + outputTokens, cost: price ? costOf(price, inputTokens, outputTokens) : 0 }
  }
  const soFar = (): ModelUsage => ({ inputTokens, outputTokens: tokensIn(said.text) })
  if (!(await turn.isKept)) throw new LostLease()
  const settle = await reserve(
    ctx,
    { ...turn.lease, customerId: brief.customerId, budgets },
    taken(asked.model, expectedOf(inputTokens)),
    { tokens: (trace.inputTokens ?? 0) + (trace.outputTokens ?? 0), cost: trace.cost ?? 0 },
  )
  try {
    const finish = await stream()
    const untold = finish.usage.inputTokens + finish.usage.outputTokens === 0 && language.provider !== 'extractive'
    // A provider that tells nothing must not be without limit.
    const counted = untold ? { ...finish, usage: soFar() } : finish
    await settle(taken(counted.model, counted.usage))
    return counted
  } catch (error) {
    // Providers charge for what was broken off, too; a failure before the first word costs nothing.
    const isCharged = asked.signal.aborted || said.text !== ''
    await settle(isCharged ? taken(asked.model, soFar()) : { tokens: 0, cost: 0 })
    throw error
  }
}

const tokensOf = ({ messages, tools = [] }: ModelRequest) =>
  messages.reduce((sum, { content }) => sum + tokensIn(content), tools.length > 0 ? tokensIn(JSON.stringify(tools)) : 0)
